import type {
  InPhase,
  InstructorCommand,
  Numbered,
  StudentCommand,
  StudentDeed,
} from '../../shared/protocol/commands.ts';

/** What a command says of the screen that it was pressed on. */
type Seen = 'epoch' | 'revision' | 'uses';
/** A command as a person means it: the screen adds where it was pressed, unless the test says that itself. */
type Pressed<Command> = Command extends unknown
  ? Omit<Command, Seen> & Partial<Pick<Command, Extract<Seen, keyof Command>>>
  : never;
export type InstructorPress = Pressed<InstructorCommand>;
export type StudentPress = StudentDeed & Numbered & Partial<InPhase>;

/** The newest that a screen knows of its class. */
export interface Screen {
  readonly epoch: number;
  readonly revision: number;
  /** How often the run has a stress, by its id. */
  readonly uses: (id: string) => number;
}

/** The command that the desk sends when this is pressed on it. */
export function fromDesk(press: InstructorPress, { epoch, revision, uses }: Screen): InstructorCommand {
  switch (press.type) {
    case 'pause':
    case 'resume':
      return { revision, ...press };
    case 'extend':
      return { epoch, ...press };
    case 'start':
    case 'next':
    case 'back':
    case 'end':
      return { epoch, ...press };
    case 'role':
    case 'remove-newcomers':
      return { epoch, ...press };
    case 'stress':
      return { epoch, uses: uses(press.id), ...press };
    case 'stress-end':
      return { epoch, ...press };
    default:
      return press;
  }
}

/** The command that a student's page sends when this is pressed on it. */
export function fromStudent(press: StudentPress, { epoch }: Pick<Screen, 'epoch'>): StudentCommand {
  return { epoch, ...press };
}
