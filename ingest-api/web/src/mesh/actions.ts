import type { Action } from '../common/api';
import type { FaceMeasures } from './measures';

/** The person's own calm face, against which movements are seen. */
export interface Neutral {
  yaw: number;
  pitch: number;
  eyes: number;
  mouth: number;
}

export function neutralOf(samples: FaceMeasures[]): Neutral {
  const median = (values: number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
  return {
    yaw: median(samples.map((s) => s.pose.yaw)),
    pitch: median(samples.map((s) => s.pose.pitch)),
    eyes: median(samples.map((s) => s.eyes)),
    mouth: median(samples.map((s) => s.mouth)),
  };
}

/** Watches for one prompted action, so that the page can say "seen". A courtesy only: the server judges. */
export class ActionWatcher {
  private readonly seenSides = new Set<number>();

  constructor(
    private readonly action: Action,
    private readonly neutral: Neutral,
  ) {}

  /** Whether the action has been seen by now. */
  see(face: FaceMeasures): boolean {
    const yaw = face.pose.yaw - this.neutral.yaw;
    const pitch = face.pose.pitch - this.neutral.pitch;
    switch (this.action) {
      case 'TURN_LEFT':
        return yaw > 14;
      case 'TURN_RIGHT':
        return yaw < -14;
      case 'LOOK_UP':
        return pitch < -10;
      case 'LOOK_DOWN':
        return pitch > 10;
      case 'BLINK':
        return Math.abs(pitch) < 10 && face.eyes < this.neutral.eyes * 0.8;
      case 'OPEN_MOUTH':
        return face.mouth > this.neutral.mouth + 0.2;
      case 'NOD':
        if (Math.abs(pitch) > 8) this.seenSides.add(1);
        return this.seenSides.has(1) && Math.abs(pitch) < 5;
      case 'SHAKE':
        if (Math.abs(yaw) > 9) this.seenSides.add(Math.sign(yaw));
        return this.seenSides.size === 2;
    }
  }
}
