export interface Recording {
  blob: Blob;
  contentType: string;
  /** Seconds into the clip at which each prompt was really shown; a hole where one was not. */
  promptOffsets: number[];
}

const BITS_PER_SECOND = 1_000_000;
const CANDIDATES = ['video/mp4;codecs=avc1', 'video/webm;codecs=vp8', 'video/webm;codecs=vp9', 'video/webm', 'video/mp4'];

/** Films one clip; 16 s come to about 2 MB, which a slow uplink carries in the time of the recording itself. */
export class ClipRecorder {
  private readonly recorder: MediaRecorder;
  private readonly parts: Blob[] = [];
  private readonly offsets: number[] = [];
  private readonly tracks: MediaStreamTrack[];
  private startedAt = 0;

  /** @param broken is called once when nothing is filmed any more though nobody has stopped it */
  constructor(stream: MediaStream, accepted: string[], private readonly broken: () => void) {
    this.tracks = stream.getVideoTracks();
    const usable = CANDIDATES.filter((type) => accepted.includes(type.split(';')[0]));
    const mimeType = usable.find((type) => MediaRecorder.isTypeSupported(type));
    this.recorder = new MediaRecorder(stream, { mimeType, videoBitsPerSecond: BITS_PER_SECOND });
    this.recorder.ondataavailable = (event) => this.parts.push(event.data);
    this.recorder.onstop = broken;
    this.tracks.forEach((track) => track.addEventListener('ended', broken));
  }

  start(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.recorder.onstart = () => {
        this.startedAt = performance.now();
        this.recorder.onerror = this.broken;
        resolve();
      };
      this.recorder.onerror = () => reject(new Error('recorder'));
      this.recorder.start(1000);
    });
  }

  seconds(): number {
    return (performance.now() - this.startedAt) / 1000;
  }

  promptShown(index: number): void {
    this.offsets[index] = Math.round(this.seconds() * 1000) / 1000;
  }

  stop(): Promise<Recording> {
    this.forget();
    return new Promise((resolve, reject) => {
      this.recorder.onerror = reject;
      this.recorder.onstop = () => {
        const contentType = (this.recorder.mimeType || 'video/webm').split(';')[0];
        resolve({ blob: new Blob(this.parts, { type: contentType }), contentType, promptOffsets: this.offsets });
      };
      this.recorder.stop();
    });
  }

  cancel(): void {
    this.forget();
    if (this.recorder.state !== 'inactive') this.recorder.stop();
  }

  private forget(): void {
    this.recorder.onstop = null;
    this.recorder.onerror = null;
    this.tracks.forEach((track) => track.removeEventListener('ended', this.broken));
  }
}
