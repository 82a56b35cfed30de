/** Phaser describes itself as a whole only; its parts have the whole's types. */
declare module 'phaser/src/const.js' {
  const names: { readonly CANVAS: number; readonly WEBGL: number };
  export = names;
}
declare module 'phaser/src/core/Game.js' {
  import { Game } from 'phaser';
  export = Game;
}
declare module 'phaser/src/scene/Scene.js' {
  import { Scene } from 'phaser';
  export = Scene;
}
declare module 'phaser/src/scale/const/SCALE_MODE_CONST.js' {
  const modes: { readonly NONE: number };
  export = modes;
}
declare module 'phaser/src/*';
