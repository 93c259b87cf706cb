// Just enough of protocol buffers to read and write an ONNX file: https://github.com/onnx/onnx/blob/main/onnx/onnx.proto3
// Field numbers are those of the schema; floats are stored raw, little-endian.

const FLOAT = 1;
const INT64 = 7;
const ATTRIBUTE_INT = 2;
const ATTRIBUTE_INTS = 7;

function varint(value) {
  const bytes = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  do {
    const low = Number(rest & 0x7fn);
    rest >>= 7n;
    bytes.push(rest ? low | 0x80 : low);
  } while (rest);
  return Buffer.from(bytes);
}

/** The fields of a message in order: number, wire type, the bytes of the field whole and of its value alone. */
export function fields(message) {
  const found = [];
  for (let at = 0; at < message.length; ) {
    const start = at;
    const key = read();
    const [number, wire] = [key >> 3, key & 7];
    let from = at;
    if (wire === 0) read();
    else if (wire === 1) at += 8;
    else if (wire === 5) at += 4;
    else if (wire === 2) {
      const length = read();
      from = at;
      at += length;
    } else throw new Error(`Wire type ${wire} is not read`);
    found.push({ number, wire, whole: message.subarray(start, at), value: message.subarray(from, at) });

    function read() {
      let value = 0;
      for (let shift = 0; ; shift += 7) {
        const next = message[at++];
        value += (next & 0x7f) * 2 ** shift;
        if (next < 0x80) return value;
      }
    }
  }
  return found;
}

export const integer = (field, value) => Buffer.concat([varint(field << 3), varint(value)]);
export const bytes = (field, value) => Buffer.concat([varint((field << 3) | 2), varint(value.length), value]);
const text = (field, value) => bytes(field, Buffer.from(value, 'utf8'));

function tensorType(dims) {
  const shape = Buffer.concat(dims.map((dim) => bytes(1, integer(1, dim))));
  return bytes(1, Buffer.concat([integer(1, FLOAT), bytes(2, shape)]));
}

const valueInfo = (name, dims) => Buffer.concat([text(1, name), bytes(2, tensorType(dims))]);

function attribute(name, value) {
  return Array.isArray(value)
    ? Buffer.concat([text(1, name), ...value.map((each) => integer(8, each)), integer(20, ATTRIBUTE_INTS)])
    : Buffer.concat([text(1, name), integer(3, value), integer(20, ATTRIBUTE_INT)]);
}

/** A NodeProto whose name is that of its output. */
export const nodeProto = (type, inputs, attributes, output) =>
  Buffer.concat([
    ...inputs.map((input) => text(1, input)),
    text(2, output),
    text(3, output),
    text(4, type),
    ...Object.entries(attributes).map(([key, value]) => bytes(5, attribute(key, value))),
  ]);

/** A TensorProto of single precision. */
export const floatTensor = (name, dims, values) => tensor(name, FLOAT, dims, Buffer.from(Float32Array.from(values).buffer));

const tensor = (name, type, dims, data) =>
  Buffer.concat([...dims.map((dim) => integer(1, dim)), integer(2, type), text(8, name), bytes(9, data)]);

/** Field numbers of a GraphProto. */
export const NODE = 1;
export const INITIALIZER = 5;

const GRAPH = 7;

/** @param change from the bytes of a model's graph to others; @returns the model with those */
export const withGraph = (model, change) =>
  Buffer.concat(fields(model).map(({ number, value, whole }) => (number === GRAPH ? bytes(GRAPH, change(value)) : whole)));

/** The strings of a message under one number. */
export const textsOf = (message, wanted) =>
  fields(message).filter(({ number }) => number === wanted).map(({ value }) => value.toString());

/** The integers of a message under one number, which were not packed. */
export const longsOf = (message, wanted) =>
  fields(message).filter(({ number }) => number === wanted).map(({ value }) =>
    [...value].reduce((all, byte, place) => all + (byte & 0x7f) * 2 ** (7 * place), 0),
  );

export const longOf = (message, wanted) => longsOf(message, wanted)[0];

/** The name of a TensorProto. */
export const nameOf = (tensor) => textsOf(tensor, 8)[0];

/** The values of a TensorProto of single precision. */
export function floatsOf(tensor) {
  const raw = fields(tensor).filter(({ number }) => number === 9 || number === 4);
  if (raw.length !== 1 || raw[0].wire !== 2) throw new Error(`${nameOf(tensor)}: values in a form that is not read`);
  const data = Buffer.from(raw[0].value);
  return Float32Array.from({ length: data.length / 4 }, (_, index) => data.readFloatLE(4 * index));
}

/** Collects nodes and constants in order and serialises them as one model of opset 17. */
export class OnnxGraph {
  #name;
  #nodes = [];
  #constants = [];
  #fresh = 0;

  constructor(name) {
    this.#name = name;
  }

  floats(dims, values, name = this.#next('w')) {
    const data = Buffer.from(Float32Array.from(values).buffer);
    return this.#constant(name, FLOAT, dims, data);
  }

  longs(values, name = this.#next('i')) {
    return this.#constant(name, INT64, [values.length], Buffer.from(BigInt64Array.from(values.map(BigInt)).buffer));
  }

  node(type, inputs, attributes = {}, output = this.#next('t')) {
    this.#nodes.push(nodeProto(type, inputs, attributes, output));
    return output;
  }

  /** @param inputs,outputs name to dimensions */
  serialise(inputs, outputs) {
    const graph = Buffer.concat([
      ...this.#nodes.map((node) => bytes(1, node)),
      text(2, this.#name),
      ...this.#constants.map((constant) => bytes(5, constant)),
      ...Object.entries(inputs).map(([name, dims]) => bytes(11, valueInfo(name, dims))),
      ...Object.entries(outputs).map(([name, dims]) => bytes(12, valueInfo(name, dims))),
    ]);
    const opset = Buffer.concat([text(1, ''), integer(2, 17)]);
    return Buffer.concat([integer(1, 8), text(2, 'proof-of-life'), bytes(7, graph), bytes(8, opset)]);
  }

  #constant(name, type, dims, data) {
    this.#constants.push(tensor(name, type, dims, data));
    return name;
  }

  #next(prefix) {
    return prefix + this.#fresh++;
  }
}
