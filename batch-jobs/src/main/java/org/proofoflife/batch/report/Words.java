package org.proofoflife.batch.report;

import java.util.Map;

/** Chinese names of the codes that reports show; an unknown code shows itself. */
final class Words {

    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("PAID_UNCERTIFIED", "未认证已发放"),
            Map.entry("CERTIFIED_UNPAID", "已认证未发放"),
            Map.entry("PAID_AFTER_DEATH", "死亡后发放"),
            Map.entry("PAID_WHILE_SUSPENDED", "暂停期间发放"),
            Map.entry("CERTIFIED_AFTER_DEATH", "死亡后认证"),
            Map.entry("DUPLICATE_PAYMENT", "重复发放"),
            Map.entry("AMOUNT_MISMATCH", "金额不符"),
            Map.entry("UNKNOWN_PAYEE", "未知领取人"),
            Map.entry("ARREARS_DUE", "应补发"),
            Map.entry("ARREARS_MISMATCH", "补发不符"),
            Map.entry("DUE_SOON", "即将到期"),
            Map.entry("OVERDUE", "逾期未认证"),
            Map.entry("RESUMPTION_DUE", "应恢复发放"),
            Map.entry("SELF_SERVICE", "自助认证"),
            Map.entry("COUNTER", "柜台"),
            Map.entry("HOME_VISIT", "上门"),
            Map.entry("DATA_COMPARISON", "数据比对"),
            Map.entry("REVIEW", "人工复核"),
            Map.entry("OPEN", "待处理"),
            Map.entry("CONFIRMED", "已核实"),
            Map.entry("CLOSED", "已关闭"),
            Map.entry("-", "不详"));

    private Words() {}

    static String of(String code) {
        return NAMES.getOrDefault(code, code);
    }
}
