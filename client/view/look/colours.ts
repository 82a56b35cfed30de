import type { Architecture, KindLook } from '../board/source.ts';

/** Okabe and Ito's colours, safe for colour-blind people, on a night sky. */
export const NIGHT = '#0E1320';
export const NIGHT_RAISED = '#1A2236';
export const INK = '#F2F5FA';
export const INK_SOFT = '#AEB9CC';
export const GREY = '#5B6579';
export const AMBER = '#E69F00';
export const SKY = '#56B4E9';
export const VERMILLION = '#D55E00';
export const PURPLE = '#CC79A7';
export const YELLOW = '#F0E442';

const BY_NAME: { readonly [name in KindLook['colour']]: string } = {
  amber: AMBER,
  // A brighter teal than the identity's: small shapes on the night sky.
  teal: '#1FC79A',
  sky: SKY,
  vermillion: '#F07A2B',
  purple: PURPLE,
  yellow: YELLOW,
  ink: INK,
};

export function kindColour(colour: KindLook['colour']): string {
  return BY_NAME[colour];
}

/** The architecture's own colour, bright enough for lines on the night sky. */
export function architectureColour(architecture: Architecture): string {
  return architecture === 'client-server' ? AMBER : '#1FC79A';
}

/** '#RRGGBB' as one number. */
export function colourNumber(colour: string): number {
  return Number.parseInt(colour.slice(1), 16);
}
