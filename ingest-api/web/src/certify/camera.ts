export type CameraFault = 'DENIED' | 'NONE' | 'BUSY' | 'LOW' | 'INSECURE';

export class CameraError extends Error {
  constructor(readonly fault: CameraFault) {
    super(fault);
  }
}

/** The camera that is on; kept between the check and the recording. */
let stream: MediaStream | null = null;

/** Null also when the stream has ended: a call came in, or the camera was unplugged. */
export const currentStream = () => (stream?.getVideoTracks().some((track) => track.readyState === 'live') ? stream : null);

/** The camera that is on, as the list of cameras names it. */
export const currentDevice = () => stream?.getVideoTracks()[0]?.getSettings().deviceId ?? ''

export function closeCamera(): void {
  stream?.getTracks().forEach((track) => track.stop());
  stream = null;
}

export async function openCamera(assisted: boolean, deviceId: string | null): Promise<MediaStream> {
  closeCamera();
  if (!window.isSecureContext || !navigator.mediaDevices?.getUserMedia || !('MediaRecorder' in window)) {
    throw new CameraError('INSECURE');
  }
  const video: MediaTrackConstraints = {
    width: { ideal: 640 },
    height: { ideal: 480 },
    frameRate: { ideal: 30, max: 30 },
    ...(deviceId ? { deviceId: { exact: deviceId } } : { facingMode: assisted ? 'environment' : 'user' }),
  };
  try {
    const opened = await navigator.mediaDevices.getUserMedia({ video, audio: false });
    // Asked for twice at once, the camera would be on twice, and only once turned off.
    closeCamera();
    stream = opened;
  } catch (problem) {
    const name = problem instanceof DOMException ? problem.name : '';
    if (name === 'NotAllowedError' || name === 'SecurityError') throw new CameraError('DENIED');
    if (name === 'NotReadableError' || name === 'AbortError') throw new CameraError('BUSY');
    throw new CameraError('NONE');
  }
  const { width = 0, height = 0 } = stream.getVideoTracks()[0].getSettings();
  if (Math.max(width, height) < 640 || Math.min(width, height) < 480) {
    closeCamera();
    throw new CameraError('LOW');
  }
  return stream;
}

export async function cameras(): Promise<MediaDeviceInfo[]> {
  const devices = await navigator.mediaDevices.enumerateDevices();
  return devices.filter((device) => device.kind === 'videoinput');
}
