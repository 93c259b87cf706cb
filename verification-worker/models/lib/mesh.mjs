// The face mesh, from TensorFlow Lite (NHWC, half-precision weights) to ONNX (NCHW, single precision).
import { OnnxGraph } from './onnx.mjs';
import { unfoldPrelu } from './prelu.mjs';
import { readTflite } from './tflite.mjs';

const ADD = 0;
const CONV_2D = 3;
const DEPTHWISE_CONV_2D = 4;
const DEQUANTIZE = 6;
const MAX_POOL_2D = 17;
const PAD = 34;
const PRELU = 54;
const SAME = 0;

export function convertMesh(file) {
  const model = readTflite(file);
  const graph = new OnnxGraph('face_landmark');
  const names = new Map([[model.inputs[0], 'input']]);
  const constants = new Map();
  const shape = (tensor) => model.tensors[tensor].shape;
  const constant = (tensor) => constants.get(tensor) ?? model.tensors[tensor].values();

  for (const { code, inputs, outputs, options } of model.operators) {
    const [output] = outputs;
    const [first, second, third] = inputs;
    switch (code) {
      case DEQUANTIZE:
        constants.set(output, model.tensors[first].values());
        break;
      case CONV_2D:
        names.set(output, conv(first, second, third, output, options, 1));
        break;
      case DEPTHWISE_CONV_2D:
        names.set(output, conv(first, second, third, output, options, shape(second)[3]));
        break;
      case MAX_POOL_2D:
        names.set(output, maxPool(first, output, options));
        break;
      case PAD:
        names.set(output, channelPad(first, constant(second), shape(first)[3]));
        break;
      case PRELU:
        names.set(output, prelu(first, second));
        break;
      case ADD:
        names.set(output, graph.node('Add', [names.get(first), names.get(second)]));
        break;
      default:
        throw new Error(`Operator ${code} is not converted`);
    }
  }
  const [, height, width, channels] = shape(model.inputs[0]);
  const outputs = { landmarks: model.outputs[0], presence: model.outputs[1] };
  for (const [name, tensor] of Object.entries(outputs)) {
    graph.node('Flatten', [names.get(tensor)], { axis: 1 }, name);
  }
  return graph.serialise(
    { input: [1, channels, height, width] },
    Object.fromEntries(Object.entries(outputs).map(([name, tensor]) => [name, [1, shape(tensor)[3]]])),
  );

  function conv(input, kernel, bias, output, options, group) {
    const [outer, rows, columns, inner] = shape(kernel);
    const depthwise = group > 1;
    const strides = [options.int32(2), options.int32(1)];
    const source = constant(kernel);
    const [to, from] = depthwise ? [inner, 1] : [outer, inner];
    const weights = new Float32Array(to * from * rows * columns);
    for (let o = 0, at = 0; o < to; o++) {
      for (let i = 0; i < from; i++) {
        for (let y = 0; y < rows; y++) {
          for (let x = 0; x < columns; x++, at++) {
            weights[at] = depthwise
              ? source[(y * columns + x) * inner + o]
              : source[((o * rows + y) * columns + x) * inner + i];
          }
        }
      }
    }
    const pads = padding(options.int8(0), shape(input), shape(output), [rows, columns], strides);
    return graph.node(
      'Conv',
      [names.get(input), graph.floats([to, from, rows, columns], weights), graph.floats([to], constant(bias))],
      { kernel_shape: [rows, columns], strides, pads, group },
    );
  }

  function maxPool(input, output, options) {
    const strides = [options.int32(2), options.int32(1)];
    const kernel = [options.int32(4), options.int32(3)];
    const pads = padding(options.int8(0), shape(input), shape(output), kernel, strides);
    return graph.node('MaxPool', [names.get(input)], { kernel_shape: kernel, strides, pads });
  }

  /** As a convolution, which unlike Pad leaves the maps in ONNX Runtime's blocked layout. */
  function channelPad(input, paddings, from) {
    if (paddings.some((each, index) => index !== 7 && each !== 0)) throw new Error('Only channels are padded');
    const to = from + paddings[7];
    const identity = Float32Array.from({ length: to * from }, (_, at) => (Math.floor(at / from) === at % from ? 1 : 0));
    return graph.node('Conv', [names.get(input), graph.floats([to, from, 1, 1], identity)], { kernel_shape: [1, 1] });
  }

  function prelu(input, alpha) {
    return unfoldPrelu(constant(alpha), names.get(input), {
      floats: (dims, values) => graph.floats(dims, values),
      node: (type, inputs, attributes) => graph.node(type, inputs, attributes),
    });
  }
}

// TensorFlow's SAME puts the odd pixel of padding at the end.
function padding(mode, [, inHeight, inWidth], [, outHeight, outWidth], kernel, strides) {
  if (mode !== SAME) return [0, 0, 0, 0];
  const total = [inHeight, inWidth].map((size, axis) =>
    Math.max(0, ([outHeight, outWidth][axis] - 1) * strides[axis] + kernel[axis] - size),
  );
  const before = total.map((each) => Math.floor(each / 2));
  return [...before, total[0] - before[0], total[1] - before[1]];
}
