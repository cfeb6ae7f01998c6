import { open } from 'node:fs/promises';
import iconv from 'iconv-lite';
import { CodedError } from '../base/errors.ts';

/** What the spreadsheets of branches come in: UTF-8, or the Chinese Windows encoding. */

export const ENCODINGS = ['utf-8', 'gb18030'] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** What a decoder puts where bytes mean nothing. */
export const BROKEN = '\uFFFD';

const CHUNK = 64 * 1024;

interface Piece {
  text: string;
  /** Bytes of the file read so far. */
  bytes: number;
}

/** The file's text piece by piece, with neither a byte order mark nor a cut character. */
export async function* readText(file: string, encoding: Encoding): AsyncGenerator<Piece> {
  const decoder = iconv.getDecoder(encoding, { stripBOM: true });
  let bytes = 0;
  for await (const chunk of readBytes(file)) {
    bytes += chunk.length;
    yield { text: decoder.write(chunk), bytes };
  }
  yield { text: decoder.end() ?? '', bytes };
}

async function* readBytes(file: string): AsyncGenerator<Buffer> {
  const handle = await open(file, 'r');
  try {
    const buffer = Buffer.allocUnsafe(CHUNK);
    for (;;) {
      const { bytesRead } = await handle.read(buffer, 0, CHUNK);
      if (bytesRead === 0) return;
      yield Buffer.from(buffer.subarray(0, bytesRead));
    }
  } finally {
    await handle.close();
  }
}

/**
 * Reads the whole file to tell its encoding. It is UTF-8 unless more than one
 * in three of its characters beyond ASCII is broken in it: a few broken bytes in
 * UTF-8 must be told as such, and not turn all of the file into other Chinese.
 */
export async function detectEncoding(file: string): Promise<Encoding> {
  let broken = 0;
  let beyondAscii = 0;
  let first = true;
  for await (const { text } of readText(file, 'utf-8')) {
    if (first && isUtf16(text)) throw notSupported();
    first = false;
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code < 0x80) continue;
      beyondAscii += 1;
      if (code === 0xfffd) broken += 1;
    }
  }
  return broken * 3 > beyondAscii ? 'gb18030' : 'utf-8';
}

/** Both orders of UTF-16, which Excel calls "Unicode text", hold NULs between plain characters. */
const isUtf16 = (text: string): boolean => text.slice(0, 200).includes('\0');

const notSupported = (): CodedError =>
  new CodedError('BAD_INPUT', {
    faults: [
      {
        code: 'BAD_INPUT',
        field: '$',
        zh: '文件是 UTF-16 或二进制文件，请另存为 CSV UTF-8。',
        en: 'The file is UTF-16 or no text at all: save it as CSV UTF-8.',
      },
    ],
  });
