/** The board's sounds, made in the browser. Silent until turned on, which a browser allows after a touch or a key alone. */
export interface Sound {
  on(): boolean;
  turn(on: boolean): void;
  /** A soft tick for a delivery; most of a storm of them are swallowed. */
  tick(): void;
  /** The server goes down. */
  fall(): void;
  /** It is back. */
  rise(): void;
  /** Someone completed: `share` (0 to 1) of the class has; the chord climbs with it. */
  chord(share: number): void;
  /** All have. */
  classChord(): void;
}

/** Ticks are at least this far apart (s). */
const TICK_EVERY = 0.07;
const CHORD_EVERY = 0.25;
const VOLUME = 0.35;
/** A pentatonic scale from A3 (Hz): any of its tones sound well together. */
const SCALE = [220, 246.94, 277.18, 329.63, 369.99, 440, 493.88, 554.37, 659.26, 739.99, 880];

interface Note {
  readonly from: number;
  readonly to?: number;
  readonly at: number;
  readonly long: number;
  readonly loud: number;
  readonly wave: OscillatorType;
}

/** @param open makes the browser's audio; called when sound is first turned on */
export function newSound(open: () => AudioContext = () => new AudioContext()): Sound {
  let audio: AudioContext | undefined;
  let playing = false;
  let tickedAt = Number.NEGATIVE_INFINITY;
  let chordAt = Number.NEGATIVE_INFINITY;
  const play = (notes: readonly Note[]): void => {
    if (playing && audio !== undefined) for (const note of notes) sound(audio, note);
  };
  const isDue = (last: number, every: number): boolean =>
    playing && audio !== undefined && audio.currentTime - last >= every;
  return {
    on: () => playing,
    turn(on) {
      playing = on;
      if (!on) return void audio?.suspend();
      audio ??= open();
      void audio.resume();
    },
    tick() {
      if (!isDue(tickedAt, TICK_EVERY)) return;
      tickedAt = audio?.currentTime ?? tickedAt;
      play([{ from: 1_200, to: 900, at: 0, long: 0.04, loud: 0.12, wave: 'sine' }]);
    },
    fall: () => play(fallNotes()),
    rise: () => play([tone(329.63, 0, 0.25), tone(440, 0.14, 0.35)]),
    chord(share) {
      if (!isDue(chordAt, CHORD_EVERY)) return;
      chordAt = audio?.currentTime ?? chordAt;
      play(chordNotes(share));
    },
    classChord: () =>
      play(
        [220, 277.18, 329.63, 440, 554.37, 659.26].map((pitch, index) => tone(pitch, index * 0.11, 2.2 - index * 0.1)),
      ),
  };
}

function tone(pitch: number, at: number, long: number): Note {
  return { from: pitch, at, long, loud: 0.4, wave: 'triangle' };
}

function fallNotes(): readonly Note[] {
  return [
    { from: 440, to: 55, at: 0, long: 1.6, loud: 0.7, wave: 'sawtooth' },
    { from: 329.63, to: 41, at: 0.05, long: 1.6, loud: 0.4, wave: 'triangle' },
  ];
}

/** Three tones of the scale, higher the more have completed. */
function chordNotes(share: number): readonly Note[] {
  const first = Math.round(Math.max(0, Math.min(1, share)) * (SCALE.length - 5));
  return [0, 2, 4].map((step, index) => tone(SCALE[first + step] ?? 440, index * 0.07, 0.5));
}

function sound(audio: AudioContext, note: Note): void {
  const start = audio.currentTime + note.at;
  const end = start + note.long;
  const voice = audio.createOscillator();
  const level = audio.createGain();
  voice.type = note.wave;
  voice.frequency.setValueAtTime(note.from, start);
  if (note.to !== undefined) voice.frequency.exponentialRampToValueAtTime(note.to, end);
  level.gain.setValueAtTime(0, start);
  level.gain.linearRampToValueAtTime(note.loud * VOLUME, start + Math.min(0.02, note.long / 4));
  level.gain.exponentialRampToValueAtTime(0.0001, end);
  voice.connect(level).connect(audio.destination);
  voice.start(start);
  voice.stop(end);
}
