import type { Role } from '../../kit/index.ts';
import type { ReplicaSide } from './terms.ts';

/** Reads and writes what the database's front asks for. An older version never replaces a newer one. */
export const replica: Role<ReplicaSide> = {
  isInfrastructure: true,
  init: () => ({ versions: {} }),
  trait({ state }, trait, on) {
    if (trait === 'disk-lost' && on) state.versions = {};
  },
  on: {
    read(me, from, asked) {
      me.send.version(from, { ...asked, version: me.state.versions[asked.record] ?? 0 });
    },
    write(me, from, asked) {
      const { versions } = me.state;
      versions[asked.record] = Math.max(versions[asked.record] ?? 0, asked.version);
      me.fact('stored', from, asked.record, asked.version);
      me.send.written(from, asked);
    },
    copy({ state }, _from, versions) {
      state.versions = { ...versions };
    },
  },
  actions: {},
  picture: ({ queue }) => ({ progress: null, queue: queue.length }),
};
