import { ApiError, pause, sha256 } from '../common/api';
import * as backend from './backend';
import type { Recording } from './recorder';

const PART_BYTES = 128 * 1024;

/**
 * Sends a clip in parts and goes on where it was after a lost connection: what has arrived is asked of the server, so
 * nothing is sent twice and nothing is missing.
 */
export class Upload {
  private wake: (() => void) | null = null;
  private given = false;

  constructor(
    private readonly id: string,
    private readonly recording: Recording,
    private readonly mirrored: boolean,
    private readonly onProgress: (share: number) => void,
    private readonly onLost: (lost: boolean) => void,
  ) {}

  async run(): Promise<backend.Status> {
    const { blob, contentType, promptOffsets } = this.recording;
    let received = (await this.persist(() => backend.uploaded(this.id))).received;
    while (received < blob.size && !this.given) {
      const part = blob.slice(received, received + PART_BYTES);
      received = await this.sendOrAsk(received, part);
      this.onProgress(received / blob.size);
    }
    const digest = await sha256(blob);
    return this.persist(() =>
      backend.submit(this.id, {
        sha256: digest,
        sizeBytes: blob.size,
        contentType,
        mirrored: this.mirrored,
        promptOffsets,
      }),
    );
  }

  retryNow(): void {
    this.wake?.();
  }

  /** Sends nothing more: the person has left. */
  giveUp(): void {
    this.given = true;
    this.wake?.();
  }

  private async sendOrAsk(offset: number, part: Blob): Promise<number> {
    try {
      const sent = await backend.sendPart(this.id, offset, part);
      this.onLost(false);
      return sent.received;
    } catch (problem) {
      if (!(problem instanceof ApiError) || !isPassing(problem)) throw problem;
      return (await this.persist(() => backend.uploaded(this.id), true)).received;
    }
  }

  private async persist<T>(attempt: () => Promise<T>, lostAlready = false): Promise<T> {
    let wait = 1000;
    for (let lost = lostAlready; ; lost = true) {
      if (lost) {
        this.onLost(true);
        await Promise.race([
          pause(wait),
          new Promise<void>((wake) => {
            this.wake = wake;
            window.addEventListener('online', () => wake(), { once: true });
          }),
        ]);
        wait = Math.min(wait * 2, 15_000);
      }
      if (this.given) throw new ApiError(0, 'GIVEN_UP', '');
      try {
        const result = await attempt();
        this.onLost(false);
        return result;
      } catch (problem) {
        if (!(problem instanceof ApiError) || !isPassing(problem)) throw problem;
      }
    }
  }
}

const isPassing = (problem: ApiError) =>
  problem.code === 'NETWORK' || problem.status === 409 && problem.code === 'OFFSET_MISMATCH' ||
  problem.status === 429 || problem.status >= 500;
