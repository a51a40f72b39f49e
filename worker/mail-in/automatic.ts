import type { AutomaticReason } from './incoming-mail';

/** The lines of a mail's head: names in lower case. */
export type Head = ReadonlyMap<string, string>;

/**
 * Whether a machine has written the mail (RFC 3834, and what mail programs did before it). Such a mail is never filed and
 * never answered: two machines that thank each other would not end.
 *
 * @param ours the address of our own mailbox
 * @param sender the address it comes from, in lower case
 */
export function automaticReason(head: Head, sender: string, ours: string): AutomaticReason | undefined {
  const says = (name: string): string => (head.get(name) ?? '').trim().toLowerCase();
  if (sender === ours || head.has('x-redress-notice') || isOurId(says('message-id'))) return 'our-own';
  if (isBounce(sender, says('return-path'), says('content-type'))) return 'bounce';
  if (head.has('x-loop')) return 'loop';
  const submitted = says('auto-submitted');
  if (submitted !== '' && submitted !== 'no') return 'auto-submitted';
  if (
    /^(auto[-_]?reply|junk)/.test(says('precedence')) ||
    head.has('x-autoreply') ||
    head.has('x-autorespond')
  ) {
    return 'auto-submitted';
  }
  if (/^(bulk|list)/.test(says('precedence')) || head.has('list-id') || head.has('list-unsubscribe'))
    return 'list';
  return undefined;
}

/** Those that our own mailer gives. */
function isOurId(messageId: string): boolean {
  return messageId.endsWith('@redress>');
}

function isBounce(sender: string, returnPath: string, contentType: string): boolean {
  if (returnPath === '<>' || contentType.startsWith('multipart/report')) return true;
  return /^(mailer-daemon|postmaster)@/.test(sender);
}
