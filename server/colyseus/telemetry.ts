import { registerHooks } from 'node:module';

/** Sends figures of a process to a service, and catches every exception of the process to send that too. */
const TELEMETRY = '@pm2/io';

/**
 * The framework loads this package wherever it lies within reach, and here it does: other packages of the framework bring it. Nobody
 * asked for it, so that for this process it isn't there. Call it before the match maker is set up.
 */
export function refuseTelemetry(): void {
  registerHooks({
    resolve(specifier, context, next) {
      if (specifier === TELEMETRY) throw new Error(`${TELEMETRY} is not used here`);
      return next(specifier, context);
    },
  });
}
