import type { InstructorCommand } from '../../shared/protocol/commands.ts';
import type { PublicView } from '../../shared/protocol/public-view.ts';
import type { DeskView } from '../../shared/protocol/views.ts';
import type { KeptClass } from '../connection/browser-storage.ts';
import type { ClassAddress, Session } from '../connection/index.ts';
import type { Voice } from '../words/index.ts';
import type { Steps } from './steps.ts';

/** What every part of the desk is drawn from. `tell` asks the server and shows its "no". */
export interface DeskProps {
  readonly kept: KeptClass;
  readonly session: Session;
  readonly address: ClassAddress;
  readonly view: PublicView;
  readonly desk: DeskView;
  readonly voice: Voice;
  readonly tell: (command: InstructorCommand) => void;
  readonly steps: Steps;
}
