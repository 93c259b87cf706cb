// ONNX Runtime keeps maps in blocks of 16 channels, but leaves them where a depthwise convolution has, say, 103: every map
// is reordered before and after. With channels of zeros up to the next full block the values stay the same.
import { INITIALIZER, NODE, bytes, fields, floatTensor, floatsOf, integer, longOf, longsOf, nameOf, textsOf, withGraph } from './onnx.mjs';

const BLOCK = 16;
const NODE_ATTRIBUTE = 5;
const ATTRIBUTE_INT = 3;

/** @param model the bytes of an ONNX file; @returns the same with every depthwise convolution as wide as full blocks */
export function widenDepthwise(model) {
  return withGraph(model, widenGraph);
}

function widenGraph(graph) {
  const parts = fields(graph);
  const nodes = parts.filter(({ number }) => number === NODE).map(({ value }) => readNode(value));
  const producer = new Map(nodes.map((node) => [node.output, node]));
  const consumer = new Map(nodes.flatMap((node) => node.inputs.map((input) => [input, node])));
  /** Constant to the dimension that grows. */
  const grown = new Map();
  const wide = nodes.filter(({ type, group }) => type === 'Conv' && group > 1 && group % BLOCK !== 0);
  for (const node of wide) {
    const before = past(node.inputs[0], (name) => producer.get(name), (prelu) => prelu.inputs[0]);
    const after = past(node.output, (name) => consumer.get(name), (prelu) => prelu.output);
    for (const constant of [...node.inputs.slice(1), ...before.inputs.slice(1)]) grown.set(constant, 0);
    grown.set(after.inputs[1], 1);
  }
  const outputs = new Set(wide.map(({ output }) => output));
  return Buffer.concat(
    parts.map(({ number, value, whole }) => {
      if (number === INITIALIZER && grown.has(nameOf(value))) return bytes(INITIALIZER, grow(value, grown.get(nameOf(value))));
      if (number === NODE && outputs.has(readNode(value).output)) return bytes(NODE, regroup(value));
      return whole;
    }),
  );

  /** The convolution next to a depthwise one, over the PRelu between them, whose slopes grow as well. */
  function past(name, next, onwards) {
    const prelu = next(name);
    const conv = next(onwards(prelu));
    if (prelu.type !== 'PRelu' || conv.type !== 'Conv' || conv.group > 1) throw new Error(`${name}: not a bottleneck`);
    grown.set(prelu.inputs[1], 0);
    return conv;
  }
}

function readNode(value) {
  const attributes = fields(value).filter(({ number }) => number === NODE_ATTRIBUTE);
  const group = attributes.find((attribute) => nameOfAttribute(attribute.value) === 'group');
  const [output] = textsOf(value, 2);
  return { inputs: textsOf(value, 1), output, type: textsOf(value, 4)[0], group: group ? longOf(group.value, ATTRIBUTE_INT) : 1 };
}

const nameOfAttribute = (attribute) => textsOf(attribute, 1)[0];

const full = (channels) => Math.ceil(channels / BLOCK) * BLOCK;

function regroup(node) {
  return Buffer.concat(
    fields(node).map(({ number, value, whole }) =>
      number === NODE_ATTRIBUTE && nameOfAttribute(value) === 'group'
        ? bytes(NODE_ATTRIBUTE, widened(value))
        : whole,
    ),
  );
}

const widened = (group) =>
  Buffer.concat(
    fields(group).map(({ number, whole }) =>
      number === ATTRIBUTE_INT ? integer(ATTRIBUTE_INT, full(longOf(group, ATTRIBUTE_INT))) : whole,
    ),
  );

function grow(tensor, axis) {
  const dims = longsOf(tensor, 1);
  const wider = dims.with(axis, full(dims[axis]));
  const product = (sizes) => sizes.reduce((all, size) => all * size, 1);
  const [from, to] = [dims, wider].map((sizes) => product(sizes.slice(axis)));
  const values = floatsOf(tensor);
  const padded = new Float32Array(product(wider));
  for (let row = 0; row < product(dims.slice(0, axis)); row++) padded.set(values.subarray(row * from, (row + 1) * from), row * to);
  return floatTensor(nameOf(tensor), wider, padded);
}
