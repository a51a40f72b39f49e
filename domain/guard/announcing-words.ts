/** How far before a number a word announces it, and how far after it one still names it, in characters. */
const BEFORE = 16;
const AFTER = 8;

const idCards = /身份|证件|户口|实名|\bID\b/i;
const bankCards = /银行|储蓄卡|借记卡|信用卡|贷记卡|卡号|退款账|收款账/;
const otherCards = /会员|机顶盒|储值|购物|礼品|积分|智能卡|充值|门禁|水卡|电卡|SIM/i;
const otherNumbers = /单号|订单|运单|编号|流水|串号|批号|序列|合同|发票|IMEI|\bSN\b/i;

/** Whether a word around the number calls it an ID card's: `身份证号`, `…这个身份证`. */
export function isCalledIdCard(text: string, from: number, to: number): boolean {
  return idCards.test(before(text, from)) || idCards.test(text.slice(to, to + AFTER));
}

/** Whether a word before the number calls it a bank card's, and none that of another card: `卡号`, not `会员卡号`. */
export function isCalledBankCard(text: string, from: number): boolean {
  const words = before(text, from);
  return bankCards.test(words) && !otherCards.test(words);
}

/** Whether a word before the number says that it counts orders, parcels or things. */
export function isCalledOtherwise(text: string, from: number): boolean {
  return otherNumbers.test(before(text, from));
}

function before(text: string, from: number): string {
  return text.slice(Math.max(0, from - BEFORE), from);
}
