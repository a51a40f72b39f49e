import { cardNumber, county, idNumber, mistypedCard, mistypedId } from './personal';
import type { Random } from './random';

/** A number of another kind, and the words that come with it. */
export type Other = (random: Random) => string;

function day(random: Random): Date {
  return new Date(
    Date.UTC(2025, 0, 1, random.below(24), random.below(60), random.below(60)) +
      random.below(690) * 86_400_000,
  );
}

function stamp(random: Random): string {
  return day(random).toISOString().replace(/\D/g, '').slice(0, 14);
}

function date(random: Random): string {
  return stamp(random).slice(0, 8);
}

function phone(random: Random): string {
  return `1${random.pick(['38', '39', '50', '86', '77', '99'])}${random.digits(8)}`;
}

function amount(random: Random): string {
  const cents = random.digits(2);
  const yuan = String(1 + random.below(random.pick([99, 999, 20_000])));
  return random.pick([`${yuan}.${cents}`, yuan, yuan.replace(/(\d)(\d{3})$/, '$1,$2') + `.${cents}`]);
}

function hex(random: Random, length: number): string {
  return Array.from({ length }, () => random.below(16).toString(16)).join('');
}

function uuid(random: Random): string {
  const variant = random.pick(['8', '9', 'a', 'b']);
  return `${hex(random, 8)}-${hex(random, 4)}-4${hex(random, 3)}-${variant}${hex(random, 3)}-${hex(random, 12)}`;
}

function masked(number: string): string {
  return `${number.slice(0, 6)}${'*'.repeat(number.length - 10)}${number.slice(-4)}`;
}

/** What complaints hold beside ID and bank cards, by kind. By chance some pass a card's check: they stay what they are. */
export const OTHERS = {
  'order number of 18 or 19 digits': (random) =>
    `${random.pick(['订单号', '订单编号：', '淘宝订单', '单号 '])}${1 + random.below(4)}${random.digits(random.pick([17, 18]))}`,
  'order number of a live-stream shop': (random) => `抖音订单 69${random.digits(17)}`,
  'order number of 16 or 17 digits': (random) =>
    `${random.pick(['订单', '外卖订单号：', '预订单号 '])}${1 + random.below(9)}${random.digits(random.pick([15, 16]))}`,
  'order number by date': (random) =>
    `${random.pick(['订单号：', '编号 DD', '流水号'])}${stamp(random)}${random.digits(random.pick([2, 3, 4, 5]))}`,
  'order number with a hyphen': (random) => `拼多多订单 ${date(random).slice(2)}-${random.digits(15)}`,
  'case number': (random) => `投诉编号 C${date(random)}-${random.digits(6)}`,
  'number that begins as a card does': (random) =>
    `${random.pick(['订单号 ', '会员卡号：', '充值流水 ', '储值卡'])}${random.pick(['62', '4', '53', '622', '955'])}${random.digits(14)}`,
  'payment number': (random) =>
    random.pick([
      `支付宝交易号 ${date(random)}22001${random.digits(15)}`,
      `微信支付单号 4200001${random.digits(21)}`,
    ]),
  'tracking number': (random) =>
    `${random.pick(['快递单号 ', '运单号：', '物流单号'])}${random.pick(['SF', 'YT', 'JT', '', '77', '43', 'JDVA'])}${random.digits(random.pick([12, 13]))}`,
  'mobile phone': (random) =>
    `${random.pick(['电话', '手机号：', '请回电 ', '联系电话 +86 '])}${phone(random)}`,
  'several phones': (random) => `电话 ${phone(random)}${random.pick([' ', '、', '，', '/'])}${phone(random)}`,
  'phone in groups': (random) =>
    `手机 ${phone(random).replace(/(\d{3})(\d{4})/, `$1${random.pick([' ', '-'])}$2${random.pick([' ', '-'])}`)}`,
  'phone in Chinese numerals': (random) =>
    `电话${Array.from(phone(random))
      .map((digit) => '零幺二三四五六七八九'[Number(digit)] ?? '')
      .join('')}`,
  landline: (random) =>
    `座机 0${random.pick(['10', '21', '755', '571'])}-${random.digits(8)} 转 ${random.digits(4)}`,
  date: (random) => {
    const at = day(random).toISOString();
    return random.pick([
      `${at.slice(0, 10)} ${at.slice(11, 16)}`,
      `${at.slice(0, 4)}年${Number(at.slice(5, 7))}月${Number(at.slice(8, 10))}日`,
      at,
      `${at.slice(0, 10).replaceAll('-', '.')}-${at.slice(0, 10).replaceAll('-', '.')}`,
    ]);
  },
  'date in Chinese numerals': (random) =>
    `二〇二六年${random.pick(['三', '十一', '七'])}月${random.pick(['二十一', '四', '十五'])}日`,
  amounts: (random) =>
    `${random.pick(['费用', '账单', '明细：'])}${Array.from({ length: 1 + random.below(6) }, () => amount(random)).join(random.pick([' ', '、', '，', ', ']))}元`,
  'amount in Chinese': (random) =>
    `人民币${random.pick(['壹仟贰佰', '叁万伍仟', '柒佰捌拾'])}${random.pick(['元整', '玖元整', '陆拾元整'])}`,
  UUID: (random) => `附件 ${uuid(random)}`,
  hash: (random) => `校验值 ${hex(random, random.pick([32, 40]))}`,
  'contract number': (random) =>
    `${random.pick(['合同编号 ', '合同号：'])}${random.pick(['HT-', 'XYHT', 'FW-', ''])}${stamp(random).slice(0, 8)}${random.pick(['-', '', '/'])}${random.digits(random.pick([4, 5, 8]))}`,
  'permit number by region and date': (random) =>
    `${random.pick(['施工许可证 ', '备案号：', '受理编号'])}${county(random)}${date(random)}${random.digits(4)}`,
  'meter reading': (random) =>
    `${random.pick(['电表', '水表', '燃气表'])}读数 ${random.digits(6)}.${random.digits(2)}，上月 ${random.digits(6)}.${random.digits(2)}`,
  'meter number': (random) => `表号 ${random.digits(random.pick([12, 14, 16, 22]))}`,
  'meter readings of a year': (random) =>
    `各月读数 ${Array.from({ length: 12 }, () => String(100 + random.below(900))).join(random.pick([' ', '、', '-']))}`,
  'invoice number': (random) =>
    random.pick([
      `发票号码 ${date(random).slice(2, 4)}${random.digits(18)}`,
      `发票代码 ${random.digits(12)} 号码 ${random.digits(8)}`,
    ]),
  IMEI: (random) => `IMEI ${random.pick(['35', '86'])}${random.digits(13)}`,
  ICCID: (random) => `SIM 卡 ${random.pick(['898600', '898601'])}${random.digits(14)}`,
  'serial number': (random) => `序列号 SN${random.digits(random.pick([12, 16, 17]))}`,
  'smart card of a set-top box': (random) =>
    `机顶盒卡号 ${random.pick(['80', '99', '10', '22'])}${random.digits(14)}`,
  VIN: (random) => `车架号 LSVA${random.digits(2)}BR${random.digits(9)}`,
  'social credit code': (random) =>
    `统一社会信用代码 91${county(random)}${random.digits(8)}${random.pick(['MA', 'X7', 'Q2'])}`,
  'account of a company': (random) =>
    `对公账户 ${random.pick(['1202', '4405', '1109', '7311'])}${random.digits(random.pick([13, 15, 16]))}`,
  'account of a household': (random) => `户号 ${random.digits(10)}，宽带账号 ${random.digits(11)}`,
  'millisecond or nanosecond': (random) =>
    `日志 ${Date.UTC(2026, 1, 1) + random.below(9_000_000)}${random.pick(['', '123456', '000'])}`,
  'row id': (random) => `工单 id ${17 + random.below(3)}${random.digits(17)}`,
  coordinates: (random) =>
    `位置 ${20 + random.below(30)}.${random.digits(14)}, ${100 + random.below(20)}.${random.digits(13)}`,
  address: (random) =>
    `地址：建国路 ${random.digits(2)} 号 ${random.below(9) + 1}-${random.below(9) + 1}-${random.digits(4)}，邮编 ${random.digits(6)}`,
  'IP address': (random) =>
    `IP ${random.pick(['192.168', '10.20'])}.${random.below(255)}.${random.below(255)}`,
  barcode: (random) => `条码 69${random.digits(11)}`,
  'the last digits of a card': (random) =>
    `${random.pick(['尾号', '卡尾号 ', '身份证后四位 '])}${random.digits(4)}`,
  'masked card': (random) => `卡号 ${masked(cardNumber(random))}`,
  'masked ID card': (random) => `身份证 ${masked(idNumber(random))}`,
  'mistyped card': (random) => `卡号 ${mistypedCard(random)}`,
  'mistyped ID card': (random) => `身份证号 ${mistypedId(random)}`,
  'a number beside a card’s name': (random) => `银行卡客服 95${random.digits(3)}，工号 ${random.digits(6)}`,
  'digits of 20 and more': (random) => `参考号 ${random.digits(20 + random.below(10))}`,
  'list of quantities': (random) =>
    `数量依次为 ${Array.from({ length: 16 }, () => String(10 + random.below(90))).join(random.pick(['、', ' ', '/']))}`,
  'no number at all': (random) =>
    random.pick(['一一核对过', '三番五次', '一五一十都说了', '乱七八糟', '八九不离十', '二话不说']),
} as const satisfies Readonly<Record<string, Other>>;

export type OtherName = keyof typeof OTHERS;
