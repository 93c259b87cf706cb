const zh = {
  'title': '核对认证回执', 'language': 'English',
  'lead': '请输入回执上的核对码，共16位字母和数字。大小写、横线都不影响。', 'code': '核对码', 'go': '核对', 'working': '正在核对，请稍等……',
  'VALID': '回执属实，认证有效', 'EXPIRED': '回执属实，但有效期已过', 'REVOKED': '回执属实，但认证已被撤销', 'name': '姓名', 'period': '有效期', 'from-until': '{from} 至 {until}',
  'compare': '请对照：姓名和日期应与回执上的一致，不一致的以这里为准。',
  'address': '请看清地址栏里是不是社保机构的网站：假回执也可能印着假网址。',
  'error.RECEIPT_UNKNOWN': '没有这份回执。请对照回执，再看一遍核对码；没有输错的话，这份回执不是本系统出具的。', 'error.TOO_MANY_ATTEMPTS': '输错的次数太多了，请过15分钟再试。',
  'error.INVALID_REQUEST': '请输入核对码。', 'error.NETWORK': '网络连不上，请检查网络再试。', 'error.other': '没有成功（{code}），请再试一次或拨打 12333。',
};
export type Texts = Record<keyof typeof zh, string>;
const en: Texts = {
  'title': 'Check a receipt', 'language': '中文',
  'lead': 'Enter the check code on the receipt: 16 letters and digits. Case and hyphens do not matter.', 'code': 'Check code', 'go': 'Check', 'working': 'Checking, please wait…',
  'VALID': 'The receipt is genuine and in force', 'EXPIRED': 'The receipt is genuine, but its period is over', 'REVOKED': 'The receipt is genuine, but the certification was revoked', 'name': 'Name', 'period': 'Valid', 'from-until': '{from} to {until}',
  'compare': 'Compare: name and dates should be those on the receipt. Where they differ, what stands here counts.',
  'address': 'See that the address bar shows the site of the social-insurance office: a false receipt may name a false site.',
  'error.RECEIPT_UNKNOWN': 'There is no such receipt. Compare the code once more; if it is right, the receipt does not come from here.', 'error.TOO_MANY_ATTEMPTS': 'Too many wrong codes; try again in 15 minutes.',
  'error.INVALID_REQUEST': 'Enter the check code.', 'error.NETWORK': 'No connection.', 'error.other': 'That did not work ({code}). Try again or call 12333.',
};
export const texts = { 'zh-CN': zh as Texts, en };
