/**
 * What the page measures on a face while it is filmed. All of it only helps the person along: the server judges the
 * clip by itself. Landmarks are those of the 468-point mesh, x and y as shares of the picture, z in the unit of x.
 */
export interface Point {
  x: number;
  y: number;
  z: number;
}

/** Degrees; yaw is positive towards the person's own left, pitch is positive with the chin down. */
export interface Pose {
  yaw: number;
  pitch: number;
  roll: number;
}

export interface FaceMeasures {
  pose: Pose;
  /** Height by width of the eyes' opening: about 0.30 open, 0.14 closed. */
  eyes: number;
  /** Height by width of the mouth's opening. */
  mouth: number;
  /** Distance between the cheeks as a share of the picture's shorter side. */
  size: number;
  /** Middle of the face as shares of the picture. */
  centre: { x: number; y: number };
  /** Half axes of the face as shares of the picture. */
  extent: { x: number; y: number };
}

const degrees = (radians: number) => (radians * 180) / Math.PI;

/** @param width pixels of the picture as filmed, not mirrored; @param height likewise */
export function measureFace(points: Point[], width: number, height: number): FaceMeasures {
  const pixel = (i: number): Point => ({ x: points[i].x * width, y: points[i].y * height, z: points[i].z * width });
  const distance = (a: number, b: number) => {
    const [p, q] = [pixel(a), pixel(b)];
    return Math.hypot(p.x - q.x, p.y - q.y);
  };
  const vector = (a: number, b: number) => {
    const [p, q] = [pixel(a), pixel(b)];
    return { x: q.x - p.x, y: q.y - p.y, z: q.z - p.z };
  };
  const across = vector(33, 263);
  const down = vector(10, 152);
  return {
    pose: {
      yaw: degrees(Math.atan2(across.z, Math.hypot(across.x, across.y))),
      pitch: degrees(Math.atan2(down.z, Math.hypot(down.x, down.y))),
      roll: degrees(Math.atan2(across.y, across.x)),
    },
    eyes: (distance(159, 145) / distance(33, 133) + distance(386, 374) / distance(362, 263)) / 2,
    mouth: distance(13, 14) / distance(78, 308),
    size: distance(234, 454) / Math.min(width, height),
    centre: { x: (points[234].x + points[454].x) / 2, y: (points[10].y + points[152].y) / 2 },
    extent: {
      x: Math.abs(points[454].x - points[234].x) / 2,
      y: Math.abs(points[152].y - points[10].y) / 2,
    },
  };
}

/** Mean brightness, 0 to 255. */
export interface Light {
  face: number;
  left: number;
  right: number;
  surround: number;
  /** Around the eyes, as a share of the cheeks. */
  eyesToCheeks: number;
}

/** @param picture a small copy of the frame, as filmed */
export function measureLight(picture: ImageData, face: FaceMeasures, points: Point[]): Light {
  const { data, width, height } = picture;
  const luma = (x: number, y: number) => {
    const at = (Math.min(height - 1, Math.max(0, Math.round(y * height))) * width +
      Math.min(width - 1, Math.max(0, Math.round(x * width)))) * 4;
    return 0.299 * data[at] + 0.587 * data[at + 1] + 0.114 * data[at + 2];
  };
  const sums = { left: [0, 0], right: [0, 0], surround: [0, 0] };
  for (let row = 0; row < height; row += 2) {
    for (let column = 0; column < width; column += 2) {
      const [x, y] = [(column + 0.5) / width, (row + 0.5) / height];
      const [dx, dy] = [(x - face.centre.x) / face.extent.x, (y - face.centre.y) / face.extent.y];
      const away = dx * dx + dy * dy;
      const sum = away < 0.8 ? (dx < 0 ? sums.left : sums.right) : away > 4 && dy < 1 ? sums.surround : null;
      if (sum) {
        sum[0] += luma(x, y);
        sum[1] += 1;
      }
    }
  }
  const mean = ([total, count]: number[], otherwise: number) => (count ? total / count : otherwise);
  const [left, right] = [mean(sums.left, 128), mean(sums.right, 128)];
  const around = (indices: number[]) =>
    indices.reduce((total, i) => total + luma(points[i].x, points[i].y), 0) / indices.length;
  return {
    face: (left + right) / 2,
    left,
    right,
    surround: mean(sums.surround, 128),
    eyesToCheeks: around([27, 23, 257, 253, 230, 450]) / Math.max(1, around([50, 280, 205, 425])),
  };
}

/** What to change, the most helpful first; null when all is well. */
export type Hint =
  | 'noFace'
  | 'manyFaces'
  | 'tooFar'
  | 'tooClose'
  | 'offCentre'
  | 'notFrontal'
  | 'headTilted'
  | 'tooDark'
  | 'tooBright'
  | 'backLight'
  | 'sideLight'
  | 'eyesHidden';

/** Pitch of a calm frontal face in front of a webcam: the mesh's axis leans forward by about this much. */
const NEUTRAL_PITCH = 8;

/** The limits lie between those of the worker's policy that advise and those that refuse: who is well here passes there. */
export function hintFor(faces: number, face: FaceMeasures | null, light: Light | null): Hint | null {
  if (faces > 1) return 'manyFaces';
  if (!face) return 'noFace';
  if (face.size < 0.19) return 'tooFar';
  if (face.size > 0.6) return 'tooClose';
  if (Math.abs(face.centre.x - 0.5) > 0.18 || Math.abs(face.centre.y - 0.5) > 0.22) return 'offCentre';
  if (light) {
    if (light.face < 85 && light.face < 0.3 * light.surround) return 'backLight';
    if (Math.max(light.left, light.right) > 2.3 * Math.min(light.left, light.right)) return 'sideLight';
    if (light.face < 50) return 'tooDark';
    if (light.face > 200) return 'tooBright';
    if (light.eyesToCheeks < 0.35) return 'eyesHidden';
  }
  if (face.eyes < 0.13) return 'eyesHidden';
  if (Math.abs(face.pose.roll) > 13) return 'headTilted';
  if (Math.abs(face.pose.yaw) > 13 || Math.abs(face.pose.pitch - NEUTRAL_PITCH) > 19) return 'notFrontal';
  return null;
}
