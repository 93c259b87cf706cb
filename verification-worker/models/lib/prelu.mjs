// PRelu out of operators that ONNX Runtime keeps in its blocked layout: a third faster than PRelu itself, before and after
// which every map is reordered. The values are the same to the last bit or two.
import { bytes, fields, floatTensor, nodeProto } from './onnx.mjs';

const PRELU = 'PRelu';
const GRAPH = 7;
const NODE = 1;
const INITIALIZER = 5;

/**
 * a x + (1 - a) max(x, 0), where a is the slope of each channel.
 *
 * @param make floats(dims, values) and node(type, inputs, attributes) return the name of what they add
 */
export function unfoldPrelu(slope, input, make) {
  const channels = slope.length;
  const scaled = (source, factors) =>
    make.node('Conv', [source, make.floats([channels, 1, 1, 1], factors)], { kernel_shape: [1, 1], group: channels });
  const rest = slope.map((each) => 1 - each);
  // Scaled first, the rectifier melts into the convolution; only a factor that is not negative may change places with it.
  const positive = rest.every((each) => each >= 0)
    ? make.node('Relu', [scaled(input, rest)], {})
    : scaled(make.node('Relu', [input], {}), rest);
  return make.node('Add', [positive, scaled(input, slope)], {});
}

/** @param model the bytes of an ONNX file; @returns the same with every PRelu of constant slopes unfolded */
export function unfoldPrelus(model) {
  return Buffer.concat(
    fields(model).map((field) => (field.number === GRAPH ? bytes(GRAPH, unfoldGraph(field.value)) : field.whole)),
  );
}

function unfoldGraph(graph) {
  const parts = fields(graph);
  const constants = new Map(parts.filter(({ number }) => number === INITIALIZER).map(({ value }) => [nameOf(value), value]));
  const added = [];
  let fresh = 0;
  const unfolded = new Set();
  const nodes = parts.map((part) => (part.number === NODE ? unfoldNode(part) : part.whole));
  const kept = nodes.filter((_, at) => parts[at].number !== INITIALIZER || !unfolded.has(nameOf(parts[at].value)));
  return Buffer.concat([...kept, ...added.map((tensor) => bytes(INITIALIZER, tensor))]);

  function unfoldNode({ value, whole }) {
    const strings = (wanted) => fields(value).filter(({ number }) => number === wanted).map((field) => field.value.toString());
    const [type] = strings(4);
    const [input, slope] = strings(1);
    if (type !== PRELU || !constants.has(slope)) return whole;
    unfolded.add(slope);
    const [output] = strings(2);
    const made = [];
    const floats = (dims, values) => {
      const name = `prelu_w${fresh++}`;
      added.push(floatTensor(name, dims, values));
      return name;
    };
    const node = (operator, inputs, attributes) => {
      const name = operator === 'Add' ? output : `prelu_t${fresh++}`;
      made.push(nodeProto(operator, inputs, attributes, name));
      return name;
    };
    unfoldPrelu(floatsOf(constants.get(slope)), input, { floats, node });
    return Buffer.concat(made.map((each) => bytes(NODE, each)));
  }
}

const nameOf = (tensor) => fields(tensor).find(({ number }) => number === 8).value.toString();

function floatsOf(tensor) {
  const raw = fields(tensor).filter(({ number }) => number === 9 || number === 4);
  if (raw.length !== 1 || raw[0].wire !== 2) throw new Error(`${nameOf(tensor)}: slopes in a form that is not read`);
  const data = Buffer.from(raw[0].value);
  return Float32Array.from({ length: data.length / 4 }, (_, index) => data.readFloatLE(4 * index));
}
