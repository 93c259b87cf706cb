const yuan = new Intl.NumberFormat('zh-CN', { style: 'currency', currency: 'CNY' });

export const money = (fen: number) => yuan.format(fen / 100);

/** Fen of an amount typed in yuan as people and keyboards write it, e.g. ¥1,234.50 or １２３４元; undefined when it is none. */
export function fen(typed: string): number | undefined {
  const plain = typed.normalize('NFKC').replace(/[\s¥]|元$/g, '');
  if (!/^(\d{1,12}|\d{1,3}(,\d{3}){1,3})(\.\d{1,2})?$/.test(plain)) return undefined;
  return Math.round(Number(plain.replace(/,/g, '')) * 100);
}
