import { type Message, type Micros, micros, type Net, type NodeId } from '../../sim/index.ts';
import type { Settings } from './settings.ts';

/**
 * Takes a request into a machine's work; false, and refused as queue-full, when there is no place. Answers that wait for the uplink
 * hold their places too: otherwise a queue would grow without bound where nobody sees it.
 */
export function takeIn(net: Net, self: NodeId, message: Message, settings: Settings): boolean {
  const { places } = net.spec(self);
  const inWork = net.queue(self).length + net.working(self).length;
  if (places !== null && inWork + net.uplinkLength(self) >= places) {
    net.refuse(message, 'queue-full');
    return false;
  }
  return net.enqueue(self, message, serviceTime(net, self, settings));
}

function serviceTime(net: Net, self: NodeId, settings: Settings): Micros {
  if (settings.serviceTimes === 'D') return micros(settings.service);
  return micros(net.random('service', self).exponential(settings.service));
}
