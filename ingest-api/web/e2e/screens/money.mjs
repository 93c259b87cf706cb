// Findings of the reconciliation, and the proposals that two people decide.
import { batch, choose, go, picture, quiet, row, rows, said } from './desk.mjs';
import { shootSaid } from './shoot.mjs';

const chooseAll = (page) => page.locator('.el-table__header .el-checkbox').first().click();

async function findings({ reviewer }) {
  await go(reviewer, 'findings');
  await rows(reviewer).first().waitFor();
  await picture(reviewer, 'console-40-findings');
  await choose(reviewer, '.filters > :nth-child(3)', '已了结');
  await reviewer.locator('.filters button[type=submit]').click();
  await reviewer.locator('.el-table__empty-text').waitFor();
  await picture(reviewer, 'console-41-findings-none');
}

async function unknownPayee({ reviewer }) {
  await go(reviewer, 'dashboard');
  await go(reviewer, 'findings');
  await row(reviewer, '名册外领款').locator('a').click();
  await reviewer.locator('h2', { hasText: '疑点经过' }).waitFor();
  await picture(reviewer, 'console-45-finding-unknown-payee');
}

async function finding({ reviewer }) {
  await go(reviewer, 'dashboard');
  await go(reviewer, 'findings');
  await row(reviewer, '已认证未发放').locator('a').click();
  await reviewer.locator('h2', { hasText: '发放记录' }).waitFor();
  await picture(reviewer, 'console-42-finding');
  const propose = () => reviewer.locator('form button[type=submit]', { hasText: /提出|Propose/ }).click();
  await propose();
  await said(reviewer, '已提交');
  await quiet(reviewer);
  await picture(reviewer, 'console-43-finding-proposed');
  await shootSaid(reviewer, 'console-44-finding-proposed-already', propose);
}

async function confirmed({ approver }) {
  await go(approver, 'findings');
  await row(approver, '金额不符').locator('a').click();
  await approver.locator('form textarea').waitFor();
  await picture(approver, 'console-46-finding-to-confirm');
  await approver.fill('form textarea', '银行回单已核对');
  await approver.locator('button', { hasText: '确认属实' }).click();
  await approver.locator('li', { hasText: '银行回单已核对' }).waitFor();
  await quiet(approver);
  // One of one's own, which one may not approve.
  await approver.locator('form button[type=submit]', { hasText: '提出' }).click();
  await said(approver, '已提交');
  await quiet(approver);
  await picture(approver, 'console-47-finding-confirmed');
}

async function proposals({ reviewer, approver }) {
  await go(reviewer, 'proposals');
  await rows(reviewer).first().waitFor();
  await picture(reviewer, 'console-50-proposals');
  await choose(reviewer, '.filters > :nth-child(2)', '已撤回');
  await reviewer.locator('.el-table__empty-text').first().waitFor();
  await picture(reviewer, 'console-51-proposals-none');
  await go(approver, 'proposals');
  await rows(approver).first().waitFor();
  await chooseAll(approver);
  await picture(approver, 'console-52-proposals-chosen');
  await approver.locator('.bulk button', { hasText: '批准所选' }).click();
  await approver.locator('.bulk .override').waitFor();
  await quiet(approver);
  await picture(approver, 'console-54-proposals-own-refused');
}

async function counted({ deputy }) {
  await go(deputy, 'proposals');
  await rows(deputy).first().waitFor();
  await row(deputy, '上门认证').first().locator('.el-checkbox').click();
  await deputy.fill('.bulk input', '家属已联系，改为到窗口办理');
  await deputy.locator('.bulk button', { hasText: '驳回所选' }).click();
  await said(deputy, '已计入');
  await quiet(deputy);
  await chooseAll(deputy);
  await deputy.locator('.bulk button', { hasText: '批准所选' }).click();
  await said(deputy, '已计入');
  await quiet(deputy);
  await picture(deputy, 'console-53-proposals-counted');
  await choose(deputy, '.filters > :nth-child(2)', '已驳回');
  await row(deputy, '已驳回').first().waitFor();
  await picture(deputy, 'console-56-proposals-rejected');
  await choose(deputy, '.filters > :nth-child(2)', '已批准');
  await row(deputy, '已批准').first().waitFor();
  await picture(deputy, 'console-55-proposals-approved');
}

async function carriedOut({ deputy }) {
  const month = (await rows(deputy).first().locator('td').nth(2).innerText()).trim();
  const file = await batch(`/instruction-files?month=${month}`, {});
  await go(deputy, 'dashboard');
  await go(deputy, 'proposals');
  await choose(deputy, '.filters > :nth-child(2)', '已下发');
  await row(deputy, '已下发').first().waitFor();
  await picture(deputy, 'console-57-proposals-exported');
  const codes = Array.from({ length: file.rows }, (_, n) => `${n + 1},${n ? '00' : '31'}`);
  await batch(`/instruction-files/${file.number}/return`, `R,${file.number},${file.rows}\n${codes.join('\n')}\n`);
  await go(deputy, 'dashboard');
  await go(deputy, 'proposals');
  await choose(deputy, '.filters > :nth-child(2)', '执行失败');
  await row(deputy, '执行失败').first().waitFor();
  await picture(deputy, 'console-58-proposals-done-and-failed');
}

export const moneySteps = [findings, unknownPayee, finding, confirmed, proposals, counted, carriedOut];
