/** Why the server closed a live connection. A page comes back by itself after every other code. */
export const CLOSE = {
  /** The seat is open in a newer tab. */
  replaced: 4100,
  /** The seat was taken away. */
  kicked: 4101,
  /** The class is over. */
  over: 4102,
  /** The server ends or starts anew: come back. */
  restart: 4103,
  /** Its page has given it up: a later attempt of the same page is connected. */
  late: 4104,
  /** The page took nothing in for too long, or never said that it listens: come back. */
  behind: 4105,
  /** The seat is another device's now. */
  moved: 4106,
  /** The seat is gone, and there may be another one. */
  removed: 4107,
  /** Another board takes the place, or only boards that a desk opened are wanted: ask again. */
  board: 4108,
  /** The desk has sent this board away. */
  boardRemoved: 4109,
} as const;
