// PRelu out of operators that ONNX Runtime keeps in its blocked layout: a third faster than PRelu itself, before and after
// which every map is reordered. The values are the same to the last bit or two.
import { INITIALIZER, NODE, bytes, fields, floatTensor, floatsOf, nameOf, nodeProto, textsOf, withGraph } from './onnx.mjs';

const PRELU = 'PRelu';

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
  return withGraph(model, unfoldGraph);
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
    const [type] = textsOf(value, 4);
    const [input, slope] = textsOf(value, 1);
    if (type !== PRELU || !constants.has(slope)) return whole;
    unfolded.add(slope);
    const [output] = textsOf(value, 2);
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
