import { request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { deflateRawSync } from 'node:zlib';
import { startSystem, type System } from './support/system';
import { sendFile, tableFile, zipOf } from './support/tables';

let system: System;

beforeAll(async () => {
  system = await startSystem('uploads');
}, 60_000);
afterAll(() => system.close());

const MB = 1024 * 1024;

interface Refused {
  readonly status: number;
  /** Bytes that the server had taken when it answered. */
  readonly sent: number;
}

/** Sends a form with a file of this many bytes, until the server answers. */
function sendBytes(path: string, bytes: number, declared: boolean): Promise<Refused> {
  const head = Buffer.from(
    '--b\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\nContent-Type: image/png\r\n\r\n',
  );
  const sign = Buffer.from('89504e470d0a1a0a', 'hex');
  const piece = Buffer.alloc(MB);
  return new Promise((resolve, reject) => {
    let answered = false;
    let sent = 0;
    const call = request(`${system.url}/api/v1/${path}`, {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${system.keyOf('agent')}`,
        'Content-Type': 'multipart/form-data; boundary=b',
        ...(declared && { 'Content-Length': String(bytes) }),
      },
    });
    call.on('response', (response) => {
      answered = true;
      response.resume();
      resolve({ status: response.statusCode ?? 0, sent });
      call.destroy();
    });
    // The server ends the connection after its answer, while this end still writes.
    call.on('error', (error) => {
      if (!answered) reject(error);
    });
    const next = (): void => {
      if (answered || sent >= bytes) return;
      sent += piece.length;
      call.write(piece, () => setImmediate(next));
    };
    call.write(Buffer.concat([head, sign]), next);
  });
}

async function eventually(holds: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (!(await holds()) && Date.now() < deadline) await pause(50);
}

const kept = () => system.mongo.connection.collection('attachmentFiles.chunks').countDocuments();

test.each(['attachments', 'imports'])(
  '200 MB to %s are refused before they are sent, and nothing is kept',
  async (path) => {
    const { status, sent } = await sendBytes(path, 200 * MB, true);
    expect(status).toBe(413);
    expect(sent).toBeLessThan(20 * MB);
    expect(await kept()).toBe(0);
  },
);

test('200 MB that are not announced are refused when they are too many, without being gathered', async () => {
  const before = process.memoryUsage().rss;
  const { status, sent } = await sendBytes('attachments', 200 * MB, false);
  expect(status).toBe(413);
  expect(sent).toBeLessThan(60 * MB);
  expect(process.memoryUsage().rss - before).toBeLessThan(150 * MB);
  // What had been written down by then goes when the connection does.
  await eventually(async () => (await kept()) === 0);
  expect(await kept()).toBe(0);
});

test.each([
  ['a program', Buffer.from('4d5a900003000000', 'hex'), 'Is neither CSV nor XLSX'],
  ['a picture', Buffer.from('89504e470d0a1a0a00000000', 'hex'), 'Is neither CSV nor XLSX'],
  ['an Office file of the old form', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'old form'],
  ['nothing', Buffer.alloc(0), 'Is empty'],
  ['the beginning of an archive', Buffer.from('504b030414000000', 'hex'), 'Is not a whole XLSX workbook'],
])('%s is no file to import, and is told so', async (_what, content, words) => {
  const { status, body } = await sendFile(system, 'agent', 'imports', content, 'complaints.xlsx');
  expect(status).toBe(422);
  expect(JSON.stringify(body['errors'])).toContain(words);
});

test('a workbook that would unpack to a gigabyte is not opened', async () => {
  const workbook = await zipOf({ 'xl/worksheets/sheet1.xml': Buffer.alloc(60 * MB, 0x20) });
  expect(workbook.length).toBeLessThan(MB);
  const { status, body } = await sendFile(system, 'agent', 'imports', workbook, 'bomb.xlsx');
  expect(status).toBe(422);
  expect(JSON.stringify(body['errors'])).toContain('Would unpack to far more');
});

test('one that lies about how much it unpacks to is held to what it says', async () => {
  const honest = await tableFile('xlsx', [
    ['客户姓名', '投诉内容'],
    ['王小明', '电视黑屏，已三天'],
  ]);
  const name = 'xl/worksheets/sheet1.xml';
  const bomb = deflateRawSync(Buffer.alloc(80 * MB, 0x20), { level: 9 });
  const workbook = lyingZip(name, bomb, 1_000);
  const before = process.memoryUsage().rss;
  const { status, body } = await sendFile(system, 'agent', 'imports', workbook, 'liar.xlsx');
  expect(status).toBe(422);
  expect(JSON.stringify(body['errors'])).toContain('Is not a whole XLSX workbook');
  expect(process.memoryUsage().rss - before).toBeLessThan(60 * MB);
  expect((await sendFile(system, 'agent', 'imports', honest, 'honest.xlsx')).status).toBe(201);
});

test('a cell far to the right or far down fills no memory', async () => {
  const sheet = (place: string) =>
    Buffer.from(
      `<worksheet><sheetData><row r="${place.replace(/\D/g, '')}"><c r="${place}" t="inlineStr"><is><t>x</t></is></c></row></sheetData></worksheet>`,
    );
  for (const [place, words] of [
    ['XFD1', 'columns'],
    ['A1048576', 'rows'],
  ] as const) {
    const workbook = await zipOf({ 'xl/worksheets/sheet1.xml': sheet(place) });
    const { status, body } = await sendFile(system, 'agent', 'imports', workbook, 'far.xlsx');
    expect(status).toBe(422);
    expect(JSON.stringify(body['errors'])).toContain(words);
  }
});

/** An archive whose one entry says that it is smaller than it is. */
function lyingZip(name: string, packed: Buffer, claimed: number): Buffer {
  const file = Buffer.from(name);
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(20, 4);
  local.writeUInt16LE(8, 8);
  local.writeUInt32LE(packed.length, 18);
  local.writeUInt32LE(claimed, 22);
  local.writeUInt16LE(file.length, 26);
  const central = Buffer.alloc(46);
  central.writeUInt32LE(0x02014b50, 0);
  central.writeUInt16LE(20, 4);
  central.writeUInt16LE(20, 6);
  central.writeUInt16LE(8, 10);
  central.writeUInt32LE(packed.length, 20);
  central.writeUInt32LE(claimed, 24);
  central.writeUInt16LE(file.length, 28);
  const at = local.length + file.length + packed.length;
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length + file.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([local, file, packed, central, file, end]);
}
