import {MIRROR_NAME} from '../machine-room/internet.ts';
import {prepareMirror, whyNoMirror} from '../mirror/mirror.ts';

/** Before all clusters: they start side by side, and use the same mirror. */
export async function setup(): Promise<void> {
  if (whyNoMirror() === undefined) await prepareMirror(MIRROR_NAME);
}
