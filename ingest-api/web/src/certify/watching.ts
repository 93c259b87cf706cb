import type { FaceWatcher } from '../mesh/faceMesh';
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
