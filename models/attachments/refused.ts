/** `unknown-type`: such files may not be attached. `wrong-type`: the content is not what its type says. */
export type AttachmentRefusal = 'unknown-type' | 'wrong-type' | 'too-large' | 'empty';

const EXPLANATIONS: Readonly<Record<AttachmentRefusal, string>> = {
  'unknown-type':
    'Files of this type cannot be attached. Send PNG, JPEG, GIF, WebP, PDF, DOCX, XLSX, plain text, MP3, WAV, M4A or MP4.',
  'wrong-type': 'The content of the file is not what its type says. Send the file with its own type.',
  'too-large': 'The file is too large. Send a smaller one, or several.',
  empty: 'The file is empty.',
};

/** An upload that was not kept; nothing of it is stored. */
export class AttachmentRefusedError extends Error {
  override readonly name = 'AttachmentRefusedError';

  constructor(readonly refusal: AttachmentRefusal) {
    super(EXPLANATIONS[refusal]);
  }
}
