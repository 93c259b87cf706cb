import type { FaceWatcher } from '../mesh/faceMesh';
import type { FaceMeasures } from '../mesh/measures';

/** The loaded mesh and the person's calm face, kept from the check to the recording. */
let watcher: FaceWatcher | null = null;
let calm: FaceMeasures[] = [];

export function keepWatcher(loaded: FaceWatcher | null, samples: FaceMeasures[]): void {
  watcher = loaded;
  calm = samples;
}

export const keptWatcher = () => watcher;
export const calmSamples = () => calm;
