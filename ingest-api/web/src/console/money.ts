const yuan = new Intl.NumberFormat('zh-CN', { style: 'currency', currency: 'CNY' });

export const money = (fen: number) => yuan.format(fen / 100);

/** Fen of an amount typed in yuan; undefined when nothing was typed. */
export function fen(typed: string): number | undefined {
  const value = Number(typed.replace(/[,，\s¥]/g, ''));
  return typed.trim() === '' || !Number.isFinite(value) ? undefined : Math.round(value * 100);
}
