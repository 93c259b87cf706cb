const zh = {
  'title': '用户中心', 'language': 'English', 'certify': '资格认证', 'logout': '退出', 'again': '再试一次',
  'enter.title': '认证结果查询', 'enter.lead': '请登录，只能查询本人的认证结果。', 'name': '姓名', 'number': '社会保障号码', 'phone': '登记的手机号', 'password': '密码',
  'enter.go': '登录', 'enter.register': '用户注册', 'enter.recover': '找回密码', 'working': '正在核验，请稍等……',
  'code.title.register': '用户注册', 'code.title.recover': '找回密码', 'code.lead': '验证码会发到您在社保机构登记的手机上。', 'code.go': '发送验证码', 'code.back': '返回登录',
  'set.title': '设置密码', 'set.lead': '如果填写的内容与登记的一致，验证码已经发出，10分钟内有效。收不到的，请到社保窗口更新手机号。', 'set.code': '6位验证码', 'set.password': '新密码（至少8位）', 'set.go': '保存密码',
  'strength.0': '太弱', 'strength.1': '较弱', 'strength.2': '一般', 'strength.3': '较强', 'strength.label': '密码强度', 'set.done': '密码已保存，请登录。',
  'me.title': '欢迎回来，{name}', 'me.number': '号码', 'me.phone': '手机', 'me.scheme': '险种', 'results.title': '认证结果', 'results.none': '还没有认证结果。', 'results.until': '有效期到 {date}', 'results.on': '{date} 认证',
  'results.revoked': '已撤销', 'results.receipt': '下载回执', 'attempts.title': '认证记录', 'attempts.none': '没有记录。', 'attempts.busy': '正在核对',
  'faq.title': '常见问题', 'faq.1.q': '多久认证一次？', 'faq.1.a': '一般每12个月一次，从认证成功的下个月算起。可以提前认证，以最后一次为准。',
  'faq.2.q': '没有按时认证会怎样？', 'faq.2.a': '待遇会暂停发放。补做认证以后，下个月恢复发放，停发的也会补上。', 'faq.3.q': '不会用或不想刷脸怎么办？', 'faq.3.a': '可以到社保窗口办理、请工作人员上门，或拨打 12333 询问。',
  'faq.4.q': '连续三次没有通过怎么办？', 'faq.4.a': '可以在认证结果页申请人工核对，由工作人员比对照片。', 'everywhere': '在所有设备上退出',
  'source.SELF_SERVICE': '自助认证', 'source.COUNTER': '窗口', 'source.HOME_VISIT': '上门', 'source.DATA_COMPARISON': '数据比对', 'source.REVIEW': '人工复核',
  'error.LOGIN_NOT_MATCHED': '姓名、号码或密码不对，请再看一遍。', 'error.CODE_WRONG': '验证码不对或已过期。', 'error.CAPTCHA_WRONG': '安全核验没有通过，请再试一次。', 'error.TOO_MANY_ATTEMPTS': '试的次数太多了，请过15分钟再试。',
  'error.SESSION_ENDED': '离开的时间太久了，请重新登录。', 'error.NETWORK': '网络连不上，请检查网络再试。', 'error.INVALID_REQUEST': '还有没填好的内容，请检查。', 'error.NO_SENDER': '现在发不了验证码，请到社保窗口办理。', 'error.other': '没有成功（{code}），请再试一次或拨打 12333。',
};
export type Texts = Record<keyof typeof zh, string>;
const en: Texts = {
  'title': 'My account', 'language': '中文', 'certify': 'Certify', 'logout': 'Log out', 'again': 'Try again',
  'enter.title': 'Look up my results', 'enter.lead': 'Log in to see your own results, and only those.', 'name': 'Name', 'number': 'Social security number', 'phone': 'Registered phone', 'password': 'Password',
  'enter.go': 'Log in', 'enter.register': 'Register', 'enter.recover': 'Forgot the password', 'working': 'Checking, please wait…',
  'code.title.register': 'Register', 'code.title.recover': 'New password', 'code.lead': 'A code is sent to the phone registered with social insurance.', 'code.go': 'Send the code', 'code.back': 'Back to login',
  'set.title': 'Set the password', 'set.lead': 'If what you entered is as registered, a code is on its way; it is good for 10 minutes. If none comes, have your phone updated at a counter.', 'set.code': 'Six-digit code', 'set.password': 'New password (8 or more characters)', 'set.go': 'Save the password',
  'strength.0': 'too weak', 'strength.1': 'weak', 'strength.2': 'fair', 'strength.3': 'strong', 'strength.label': 'Strength', 'set.done': 'The password is saved. Please log in.',
  'me.title': 'Welcome back, {name}', 'me.number': 'Number', 'me.phone': 'Phone', 'me.scheme': 'Scheme', 'results.title': 'Results', 'results.none': 'No results yet.', 'results.until': 'Valid until {date}', 'results.on': 'certified on {date}',
  'results.revoked': 'revoked', 'results.receipt': 'Download the receipt', 'attempts.title': 'Attempts', 'attempts.none': 'None.', 'attempts.busy': 'being checked',
  'faq.title': 'Questions and answers', 'faq.1.q': 'How often?', 'faq.1.a': 'Every 12 months as a rule, counted from the month after the last success. You may certify earlier; the latest counts.',
  'faq.2.q': 'What if I am late?', 'faq.2.a': 'The pension is suspended. It resumes the month after you certify, and what was held back is paid.', 'faq.3.q': 'I cannot or will not use face recognition', 'faq.3.a': 'Go to a counter, ask for a home visit, or call 12333.',
  'faq.4.q': 'I was refused three times', 'faq.4.a': 'Ask for a clerk on the result page: a person compares the photos.', 'everywhere': 'Log out on all devices',
  'source.SELF_SERVICE': 'self-service', 'source.COUNTER': 'counter', 'source.HOME_VISIT': 'home visit', 'source.DATA_COMPARISON': 'data comparison', 'source.REVIEW': 'review',
  'error.LOGIN_NOT_MATCHED': 'Name, number or password is not right.', 'error.CODE_WRONG': 'The code is wrong or over.', 'error.CAPTCHA_WRONG': 'The security check failed; please try again.', 'error.TOO_MANY_ATTEMPTS': 'Too many attempts; try again in 15 minutes.',
  'error.SESSION_ENDED': 'You were away too long. Please log in again.', 'error.NETWORK': 'No connection.', 'error.INVALID_REQUEST': 'Something is missing or too short.', 'error.NO_SENDER': 'No code can be sent now; please go to a counter.', 'error.other': 'That did not work ({code}). Try again or call 12333.',
};
export const texts = { 'zh-CN': zh as Texts, en };
