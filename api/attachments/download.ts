import { pipeline } from 'node:stream/promises';
import type { OpenedAttachment } from '../../models/attachments';
import type { Reply } from '../http/reply';

/** The answer with a kept file. It is only ever downloaded, whatever it is: it may hold anything that somebody sent. */
export function downloadOf({ attachment: { filename, type, size }, content }: OpenedAttachment): Reply {
  return {
    write: async (response) => {
      response.attachment(filename).type(type).setHeader('Content-Length', size);
      response.setHeader('Content-Security-Policy', "default-src 'none'; sandbox");
      await pipeline(content, response);
    },
  };
}
