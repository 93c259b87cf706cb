import type { FaceMesh, Results } from '@mediapipe/face_mesh';
import { measureFace, measureLight, type FaceMeasures, type Light } from './measures';

export interface Sight {
  faces: number;
  face: FaceMeasures | null;
  light: Light | null;
}

declare global {
  interface Window {
    FaceMesh?: new (config: { locateFile: (name: string) => string }) => FaceMesh;
  }
}

const meshUrl = (name: string) => new URL(`mesh/${name}`, document.baseURI).href;

function loadScript(url: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = url;
    script.crossOrigin = 'anonymous';
    script.onload = () => resolve();
    script.onerror = () => reject(new Error('mesh script'));
    document.head.append(script);
  });
}

/** Looks at video frames with the face mesh, which is loaded on first use and never before the camera step. */
export class FaceWatcher {
  private readonly small = document.createElement('canvas');
  private latest: Sight = { faces: 0, face: null, light: null };
  private frame: HTMLVideoElement | null = null;

  private constructor(private readonly mesh: FaceMesh) {
    mesh.setOptions({ maxNumFaces: 2, selfieMode: false });
    mesh.onResults((results) => this.receive(results));
    this.small.width = 160;
    this.small.height = 120;
  }

  static async load(): Promise<FaceWatcher> {
    if (!window.FaceMesh) await loadScript(meshUrl('face_mesh.js'));
    if (!window.FaceMesh) throw new Error('mesh script');
    const watcher = new FaceWatcher(new window.FaceMesh({ locateFile: meshUrl }));
    await watcher.mesh.initialize();
    return watcher;
  }

  async look(video: HTMLVideoElement): Promise<Sight> {
    this.frame = video;
    await this.mesh.send({ image: video });
    return this.latest;
  }

  close(): void {
    void this.mesh.close();
  }

  private receive(results: Results): void {
    const found = results.multiFaceLandmarks ?? [];
    const video = this.frame;
    if (!video || found.length === 0) {
      this.latest = { faces: 0, face: null, light: null };
      return;
    }
    const face = measureFace(found[0], video.videoWidth, video.videoHeight);
    const context = this.small.getContext('2d', { willReadFrequently: true });
    let light: Light | null = null;
    if (context) {
      context.drawImage(video, 0, 0, this.small.width, this.small.height);
      light = measureLight(context.getImageData(0, 0, this.small.width, this.small.height), face, found[0]);
    }
    this.latest = { faces: found.length, face, light };
  }
}
