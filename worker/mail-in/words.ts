import type { Language } from '../../models/notices/texts';

type Words = Readonly<Record<Language, string>>;

/** What we have to say about a mail, for whoever reads the case. */
export const REMARKS = {
  masked: {
    zh: '邮件中的证件号、银行卡号等敏感号码已在保存前用星号隐去。',
    en: 'Sensitive numbers in the mail (ID card, bank card) were replaced by asterisks before it was stored.',
  },
  cut: {
    zh: '邮件较长，全文见附件 mail.txt。',
    en: 'The mail is long: all of it is in the file mail.txt.',
  },
  'no-text': { zh: '（邮件没有正文）', en: '(The mail has no text)' },
  forged: {
    zh: '邮件里的案件标记不是本系统签发的，未并入任何案件，请核实来意。',
    en: 'The mail bears the token of a case that this system did not make. It was added to no case: please look into it.',
  },
  over: {
    zh: '客户回复的是案件 {number}，该案已归档，因此另立新案。',
    en: 'This answers {number}, which is archived: so it is a new case.',
  },
  unknown: {
    zh: '客户回复的是案件 {number}，系统中没有这件案件，因此另立新案。',
    en: 'This answers {number}, of which there is no record: so it is a new case.',
  },
  unverified: {
    zh: '发件人 {sender} 不是登记的客户邮箱，身份未核实，请先核实再答复。',
    en: 'The sender {sender} is not the address of the customer on record: please verify who wrote before you answer.',
  },
  'files-after-closing': {
    zh: '案件已办结，邮件的附件没有并入；原邮件在邮箱的已处理文件夹中。',
    en: 'The case is closed, so the files of the mail were not added; the mail itself is in the folder of processed mails.',
  },
  'file-unknown-type': {
    zh: '第 {place} 个附件的类型不允许保存，未保存。',
    en: 'File {place} of the mail is of a type that may not be kept, and was left out.',
  },
  'file-wrong-type': {
    zh: '第 {place} 个附件的内容与类型不符，未保存。',
    en: 'File {place} of the mail is not what its type says, and was left out.',
  },
  'file-too-large': {
    zh: '第 {place} 个附件超过 20 MB，未保存。',
    en: 'File {place} of the mail is larger than 20 MB, and was left out.',
  },
  'file-empty': {
    zh: '第 {place} 个附件是空文件，未保存。',
    en: 'File {place} of the mail is empty, and was left out.',
  },
  'too-many-files': {
    zh: '附件超过 {count} 个，其余未保存。',
    en: 'The mail has more than {count} files; the others were left out.',
  },
} as const satisfies Readonly<Record<string, Words>>;

export type RemarkName = keyof typeof REMARKS;

/** To somebody whose mail is larger than may be. */
export const TOO_LARGE: Readonly<Record<Language, { readonly subject: string; readonly text: string }>> = {
  zh: {
    subject: '您的邮件太大，未能受理',
    text: '您好！\n\n您发来的邮件超过 {limit} MB，系统没有收下，您反映的情况尚未登记。\n\n请去掉或压缩附件，把情况写在正文里重新发送；图片、录像可以分几封发送，每封不超过 {limit} MB。也可以致电客服。\n\n本邮件由系统自动发出。',
  },
  en: {
    subject: 'Your mail was too large and was not taken in',
    text: 'Dear customer,\n\nyour mail is larger than {limit} MB. It was not taken in, and what you wrote is not registered yet.\n\nPlease leave out or compress the files and send your text again; pictures and recordings may come in several mails of at most {limit} MB each. Or call customer service.\n\nThis message was sent automatically.',
  },
};
