import { randomUUID } from 'node:crypto';

/** The parts of a mail that a test cares for. */
export interface TestMail {
  readonly from: string;
  readonly to?: string;
  readonly subject: string;
  /** Further lines of the head. */
  readonly head?: readonly string[];
  readonly text?: string;
  readonly files?: readonly { readonly name: string; readonly type: string; readonly content: Buffer }[];
}

const BOUNDARY = 'parts-of-this-mail';

/** A mail in UTF-8 as it goes over the wire. */
export function mailOf({
  from,
  to = 'support@example.com',
  subject,
  head = [],
  text = '',
  files = [],
}: TestMail): string {
  const lines = [
    `From: ${from}`,
    `To: ${to}`,
    `Subject: =?UTF-8?B?${Buffer.from(subject).toString('base64')}?=`,
    `Message-ID: <${randomUUID()}@mail.example.net>`,
    `Date: ${new Date().toUTCString()}`,
    'MIME-Version: 1.0',
    ...head,
    `Content-Type: multipart/mixed; boundary="${BOUNDARY}"`,
    '',
    ...part(['Content-Type: text/plain; charset=utf-8'], Buffer.from(text)),
    ...files.flatMap(({ name, type, content }) =>
      part([`Content-Type: ${type}`, `Content-Disposition: attachment; filename="${name}"`], content),
    ),
    `--${BOUNDARY}--`,
    '',
  ];
  return lines.join('\r\n');
}

function part(head: readonly string[], content: Buffer): string[] {
  const base64 = content.toString('base64').replace(/.{76}/g, '$&\r\n');
  return [`--${BOUNDARY}`, ...head, 'Content-Transfer-Encoding: base64', '', base64];
}

/** 张伟 and 电视黑屏，已三天 in GBK: the subject as an encoded word, an HTML text in quoted-printable. */
export function gbkMail(from: string): string {
  return [
    `From: =?GBK?B?${Buffer.from('d5c5ceb0', 'hex').toString('base64')}?= <${from}>`,
    'To: support@example.com',
    `Subject: =?GBK?B?${Buffer.from('b5e7cad3badac6c1a3acd2d1c8fdcceca3ac', 'hex').toString('base64')}?=`,
    `Message-ID: <${randomUUID()}@mail.example.net>`,
    'MIME-Version: 1.0',
    'Content-Type: text/html; charset=gbk',
    'Content-Transfer-Encoding: quoted-printable',
    '',
    '<html><head><style>p {color: red}</style><script>alert(1)</script></head>',
    '<body><p>=B5=E7=CA=D3<b>=BA=DA=C6=C1</b></p><img src=3D"https://track.example/x.png"></body></html>',
    '',
  ].join('\r\n');
}
