// A vitest that stays: it runs the tests that the parent process names, one file at a time, and stops at the first that fails.
import { join } from 'node:path';
import process from 'node:process';
import type { Reporter, TestSpecification } from 'vitest/node';
import { createVitest } from 'vitest/node';
import type { Order, Told } from './told.ts';

const root = process.argv[2] ?? '';
process.chdir(root);

function tell(told: Told): void {
  process.send?.(told);
}

/** Narrow tests first, as they were named. */
class AsNamed {
  sort(specifications: TestSpecification[]): TestSpecification[] {
    return specifications;
  }
  shard(specifications: TestSpecification[]): TestSpecification[] {
    return specifications;
  }
}

const reporter: Reporter = {
  onTestModuleQueued: ({ moduleId }) => tell({ type: 'began', test: moduleId.slice(root.length + 1) }),
  onTestModuleEnd: (module) =>
    tell({
      type: 'ended',
      test: module.moduleId.slice(root.length + 1),
      passed: module.ok() && module.state() === 'passed',
    }),
};

const vitest = await createVitest(
  {
    root,
    config: join(root, 'tests', 'vitest.config.ts'),
    project: ['unit'],
    watch: false,
    bail: 1,
    maxWorkers: 1,
    silent: true,
    reporters: [reporter],
    sequence: { sequencer: AsNamed },
  },
  { cacheDir: join(root, '.vite') },
);
await vitest.standalone();
const project = vitest.getProjectByName('unit');

async function run({ tests, changed }: Order): Promise<void> {
  for (const file of changed) vitest.invalidateFile(join(root, file));
  const specifications = tests.map((test) => project.createSpecification(join(root, test)));
  const { unhandledErrors } = await vitest.runTestSpecifications(specifications);
  tell({ type: 'done', passed: unhandledErrors.length === 0 });
}

process.once('disconnect', () => process.exit());
process.on('message', (order: Order) => void run(order));
tell({ type: 'ready' });
