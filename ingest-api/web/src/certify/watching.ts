import { FaceWatcher } from '../mesh/faceMesh';
import type { FaceMeasures } from '../mesh/measures';

/** The loaded mesh, the person's calm face, and how quick this device is: kept from the check to the recording. */
let watcher: FaceWatcher | null = null;
let calm: FaceMeasures[] = [];
let lookMs = Infinity;

export function keepWatcher(loaded: FaceWatcher | null, samples: FaceMeasures[], millisecondsALook = Infinity): void {
  watcher = loaded;
  calm = samples;
  lookMs = millisecondsALook;
}

export const keptWatcher = () => watcher;
export const calmSamples = () => calm;
/** Milliseconds that one look at the face took during the check. */
export const lookDuration = () => lookMs;

let coming: Promise<FaceWatcher> | null = null;

/** Begins to load the mesh where that has not begun: it comes while the person reads and answers the browser's question. */
export function loadWatcher(): Promise<FaceWatcher> {
  coming ??= FaceWatcher.load().catch((problem: unknown) => {
    coming = null;
    throw problem;
  });
  return coming;
}
