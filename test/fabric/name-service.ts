/** Type A and class IN of RFC 1035, and the flags of an answer: response, recursion desired and available. */
const TYPE_A = 1;
const CLASS_IN = 1;
const RESPONSE = 0x8180;
const NAME_ERROR = 3;

/** Seconds for which a resolver may keep an answer. */
const TIME_TO_LIVE = 10;

const HEADER_LENGTH = 12;

/**
 * The answer to a DNS question of one name: its address, nothing for another type of record, a name error for an
 * unknown name. Undefined for what is no question.
 */
export function answerQuestion(question: Buffer, resolve: (name: string) => string | undefined): Buffer | undefined {
  const parsed = readQuestion(question);
  if (parsed === undefined) return undefined;
  const address = resolve(parsed.name);
  const answers = address !== undefined && parsed.type === TYPE_A ? [record(address)] : [];
  const header = Buffer.alloc(HEADER_LENGTH);
  question.copy(header, 0, 0, 2);
  header.writeUInt16BE(RESPONSE | (address === undefined ? NAME_ERROR : 0), 2);
  header.writeUInt16BE(1, 4);
  header.writeUInt16BE(answers.length, 6);
  return Buffer.concat([header, question.subarray(HEADER_LENGTH, parsed.end), ...answers]);
}

/** A question for the address of a name, as a client sends it. */
export function askFor(name: string, id: number): Buffer {
  const header = Buffer.alloc(HEADER_LENGTH);
  header.writeUInt16BE(id, 0);
  header.writeUInt16BE(0x0100, 2);
  header.writeUInt16BE(1, 4);
  const labels = name.split('.').flatMap((label) => [Buffer.from([label.length]), Buffer.from(label)]);
  return Buffer.concat([header, ...labels, Buffer.from([0, 0, TYPE_A, 0, CLASS_IN])]);
}

interface Question {
  readonly name: string;
  readonly type: number;
  /** Where the question ends in the message. */
  readonly end: number;
}

function readQuestion(message: Buffer): Question | undefined {
  const labels: string[] = [];
  let offset = HEADER_LENGTH;
  for (;;) {
    const length = message[offset];
    if (length === undefined || length > 63) return undefined;
    offset += 1;
    if (length === 0) break;
    labels.push(message.toString('latin1', offset, offset + length));
    offset += length;
  }
  if (message.length < offset + 4) return undefined;
  return {name: labels.join('.'), type: message.readUInt16BE(offset), end: offset + 4};
}

/** A record whose name points at the question. */
function record(address: string): Buffer {
  const fixed = Buffer.from([0xc0, HEADER_LENGTH, 0, TYPE_A, 0, CLASS_IN, 0, 0, 0, TIME_TO_LIVE, 0, 4]);
  return Buffer.concat([fixed, Buffer.from(address.split('.').map(Number))]);
}
