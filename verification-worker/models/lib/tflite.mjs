// Reads the first subgraph of a TensorFlow Lite flatbuffer. Slot numbers are those of the schema:
// https://github.com/tensorflow/tensorflow/blob/master/tensorflow/compiler/mlir/lite/schema/schema.fbs
import { ByteBuffer } from 'flatbuffers';

const FLOAT32 = 0;
const FLOAT16 = 1;
const INT32 = 2;

class Table {
  constructor(buffer, position) {
    this.buffer = buffer;
    this.position = position;
  }

  #at(slot) {
    const offset = this.buffer.__offset(this.position, 4 + 2 * slot);
    return offset ? this.position + offset : 0;
  }

  int8(slot) {
    const at = this.#at(slot);
    return at ? this.buffer.readInt8(at) : 0;
  }

  int32(slot) {
    const at = this.#at(slot);
    return at ? this.buffer.readInt32(at) : 0;
  }

  table(slot) {
    const at = this.#at(slot);
    return at ? new Table(this.buffer, this.buffer.__indirect(at)) : null;
  }

  tables(slot) {
    return this.#vector(slot, (at) => new Table(this.buffer, this.buffer.__indirect(at)));
  }

  ints(slot) {
    return this.#vector(slot, (at) => this.buffer.readInt32(at));
  }

  bytes(slot) {
    const { start, length } = this.#span(slot);
    return this.buffer.bytes().subarray(start, start + length);
  }

  #vector(slot, read) {
    const { start, length } = this.#span(slot);
    return Array.from({ length }, (_, index) => read(start + 4 * index));
  }

  #span(slot) {
    const offset = this.buffer.__offset(this.position, 4 + 2 * slot);
    return offset
      ? { start: this.buffer.__vector(this.position + offset), length: this.buffer.__vector_len(this.position + offset) }
      : { start: 0, length: 0 };
  }
}

function halfToFloat(half) {
  const sign = half & 0x8000 ? -1 : 1;
  const exponent = (half >> 10) & 0x1f;
  const fraction = half & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction ? NaN : sign * Infinity;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

function values(type, bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  switch (type) {
    case FLOAT16:
      return Array.from({ length: bytes.length / 2 }, (_, i) => halfToFloat(view.getUint16(2 * i, true)));
    case FLOAT32:
      return Array.from({ length: bytes.length / 4 }, (_, i) => view.getFloat32(4 * i, true));
    case INT32:
      return Array.from({ length: bytes.length / 4 }, (_, i) => view.getInt32(4 * i, true));
    default:
      throw new Error(`Tensor type ${type} is not read`);
  }
}

/** @returns {inputs, outputs, tensors: [{shape, values()}], operators: [{code, inputs, outputs, options}]} */
export function readTflite(file) {
  const buffer = new ByteBuffer(file);
  const model = new Table(buffer, buffer.readInt32(0));
  const codes = model.tables(1).map((code) => Math.max(code.int8(0), code.int32(3)));
  const buffers = model.tables(4);
  const graph = model.tables(2)[0];
  return {
    inputs: graph.ints(1),
    outputs: graph.ints(2),
    tensors: graph.tables(0).map((tensor) => ({
      shape: tensor.ints(0),
      values: () => values(tensor.int8(1), buffers[tensor.int32(2)].bytes(0)),
    })),
    operators: graph.tables(3).map((operator) => ({
      code: codes[operator.int32(0)],
      inputs: operator.ints(1),
      outputs: operator.ints(2),
      options: operator.table(4),
    })),
  };
}
