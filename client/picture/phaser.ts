// Only the parts of Phaser that the pictures use, under the names of the whole: half of its size. The build puts this in Phaser's place.
// The renderers come first: they and their parts require one another, which works out from this end alone.
import 'phaser/src/renderer/index.js';
import names from 'phaser/src/const.js';
import Game from 'phaser/src/core/Game.js';
import modes from 'phaser/src/scale/const/SCALE_MODE_CONST.js';
import Scene from 'phaser/src/scene/Scene.js';
import 'phaser/src/cameras/2d/CameraManager.js';
import 'phaser/src/events/EventEmitter.js';
import 'phaser/src/gameobjects/DisplayList.js';
import 'phaser/src/gameobjects/GameObjectFactory.js';
import 'phaser/src/gameobjects/UpdateList.js';
import 'phaser/src/gameobjects/blitter/BlitterFactory.js';
import 'phaser/src/gameobjects/graphics/GraphicsFactory.js';
import 'phaser/src/gameobjects/image/ImageFactory.js';
import 'phaser/src/scene/ScenePlugin.js';

export const { CANVAS, WEBGL } = names;
/** Phaser's namespace of the same name, as far as it is used. */
export const Scale = modes;
export { Game, Scene };
