// dlib's face recognition ResNet as face-api.js stores it (TensorFlow.js shards, 8-bit affine quantisation) to ONNX.
// The layer order is that of face-api.js, src/faceRecognitionNet: conv, per-channel scale, ReLU, residual blocks.
import { OnnxGraph } from './onnx.mjs';

const BLOCKS = [
  ['conv32_1', false], ['conv32_2', false], ['conv32_3', false],
  ['conv64_down', true], ['conv64_1', false], ['conv64_2', false], ['conv64_3', false],
  ['conv128_down', true], ['conv128_1', false], ['conv128_2', false],
  ['conv256_down', true], ['conv256_1', false], ['conv256_2', false],
  ['conv256_down_out', true],
];

// A 3x3 stride-2 convolution of an even map is one pixel short of its 2x2-pooled shortcut: zeros fill right and bottom.
const UNEVEN = new Set(['conv256_down', 'conv256_down_out']);

function dequantise(manifest, bin) {
  const tensors = new Map();
  let at = 0;
  for (const { name, shape, quantization } of manifest.flatMap((group) => group.weights)) {
    const size = shape.reduce((product, dim) => product * dim, 1);
    const values = new Float32Array(size);
    if (quantization) {
      for (let i = 0; i < size; i++) values[i] = bin[at + i] * quantization.scale + quantization.min;
      at += size;
    } else {
      for (let i = 0; i < size; i++) values[i] = bin.readFloatLE(at + 4 * i);
      at += 4 * size;
    }
    tensors.set(name, { shape, values });
  }
  if (at !== bin.length) throw new Error(`Weights end at ${at}, the file at ${bin.length}`);
  return tensors;
}

export function convertDlib(manifest, bin) {
  const tensors = dequantise(manifest, bin);
  const graph = new OnnxGraph('face_recognition');
  const valid = [0, 0, 0, 0];
  const same = [1, 1, 1, 1];

  let x = conv('input', 'conv32_down', 2, valid, true);
  x = graph.node('MaxPool', [x], { kernel_shape: [3, 3], strides: [2, 2] });
  let channels = 32;
  for (const [name, down] of BLOCKS) {
    const inner = conv(x, `${name}/conv1`, down ? 2 : 1, down ? valid : same, true);
    let block = conv(inner, `${name}/conv2`, 1, same, false);
    let shortcut = x;
    if (down) {
      shortcut = graph.node('AveragePool', [x], { kernel_shape: [2, 2], strides: [2, 2] });
      const wider = tensors.get(`${name}/conv2/conv/filters`).shape[3];
      if (wider !== channels) shortcut = graph.node('Pad', [shortcut, graph.longs([0, 0, 0, 0, 0, wider - channels, 0, 0])]);
      channels = wider;
      if (UNEVEN.has(name)) block = graph.node('Pad', [block, graph.longs([0, 0, 0, 0, 0, 0, 1, 1])]);
    }
    x = graph.node('Relu', [graph.node('Add', [shortcut, block])]);
  }
  x = graph.node('Flatten', [graph.node('GlobalAveragePool', [x])], { axis: 1 });
  const { shape, values } = tensors.get('fc');
  graph.node('MatMul', [x, graph.floats(shape, values)], {}, 'embedding');
  return graph.serialise({ input: [1, 3, 150, 150] }, { embedding: [1, shape[1]] });

  function conv(input, name, stride, pads, relu) {
    const { shape: [rows, columns, from, to], values: filters } = tensors.get(`${name}/conv/filters`);
    const bias = tensors.get(`${name}/conv/bias`).values;
    const scale = tensors.get(`${name}/scale/weights`).values;
    const shift = tensors.get(`${name}/scale/biases`).values;
    const weights = new Float32Array(filters.length);
    for (let o = 0, at = 0; o < to; o++) {
      for (let i = 0; i < from; i++) {
        for (let y = 0; y < rows; y++) {
          for (let c = 0; c < columns; c++, at++) {
            weights[at] = filters[((y * columns + c) * from + i) * to + o] * scale[o];
          }
        }
      }
    }
    const output = graph.node(
      'Conv',
      [
        input,
        graph.floats([to, from, rows, columns], weights),
        graph.floats([to], bias.map((each, o) => each * scale[o] + shift[o])),
      ],
      { kernel_shape: [rows, columns], strides: [stride, stride], pads },
    );
    return relu ? graph.node('Relu', [output]) : output;
  }
}
