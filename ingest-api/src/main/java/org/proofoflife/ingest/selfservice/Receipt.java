package org.proofoflife.ingest.selfservice;

import com.lowagie.text.Document;
import com.lowagie.text.Element;
import com.lowagie.text.Font;
import com.lowagie.text.PageSize;
import com.lowagie.text.Paragraph;
import com.lowagie.text.Phrase;
import com.lowagie.text.pdf.BaseFont;
import com.lowagie.text.pdf.PdfPCell;
import com.lowagie.text.pdf.PdfPTable;
import com.lowagie.text.pdf.PdfWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import org.proofoflife.storage.certification.Certificate;

/**
 * The receipt that a certified person prints or keeps (认证回执). The Chinese font is the one every PDF reader brings
 * along, so the file stays a few kilobytes.
 */
public final class Receipt {

    private Receipt() {}

    /**
     * @param name masked
     * @param schemeName in the reader's language
     * @param code by which whoever is shown the receipt checks it
     * @param checkPage address of the page where they do
     */
    public record Content(String name, String schemeName, Certificate certificate, String code, String checkPage) {

        @Override
        public String toString() {
            return "Receipt.Content[" + certificate.id() + "]";
        }
    }

    public static byte[] pdf(Content content, Locale locale) {
        boolean english = locale.getLanguage().equals(Locale.ENGLISH.getLanguage());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Document document = new Document(PageSize.A5, 42, 42, 48, 42)) {
            BaseFont face = BaseFont.createFont("STSongStd-Light", "UniGB-UCS2-H", BaseFont.NOT_EMBEDDED);
            PdfWriter.getInstance(document, bytes);
            document.addTitle(english ? "Certification receipt" : "认证回执");
            document.open();
            Paragraph title = new Paragraph(
                    english ? "Pension Eligibility Certification\nReceipt" : "领取养老待遇资格认证回执",
                    new Font(face, english ? 18 : 22));
            title.setAlignment(Element.ALIGN_CENTER);
            title.setSpacingAfter(26);
            document.add(title);
            document.add(table(content, english, new Font(face, 13)));
            Paragraph note = new Paragraph(
                    english
                            ? "Result: certified. Keep this receipt; the result can be looked up in your account at any time."
                            : "认证结果：通过。请妥善保存本回执，认证结果可随时登录用户中心查询。",
                    new Font(face, 12));
            note.setSpacingBefore(22);
            document.add(note);
            // As text: a link or a pattern to scan would lead from a drawn receipt to a drawn page.
            document.add(new Paragraph(
                    english
                            ? "To check this receipt, enter the check code at " + content.checkPage()
                            : "核对本回执真伪：打开 " + content.checkPage() + " ，输入核对码。",
                    new Font(face, 12)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static PdfPTable table(Content content, boolean english, Font font) {
        Certificate certificate = content.certificate();
        PdfPTable table = new PdfPTable(new float[] {2, 3});
        table.setWidthPercentage(100);
        row(table, font, english ? "Name" : "姓名", content.name());
        row(table, font, english ? "Scheme" : "险种", content.schemeName());
        row(
                table,
                font,
                english ? "Certified on" : "认证日期",
                certificate.certifiedOn().toString());
        row(
                table,
                font,
                english ? "Valid from" : "有效期自",
                certificate.validFrom().toString());
        row(
                table,
                font,
                english ? "Valid until" : "有效期至",
                certificate.validUntil().toString());
        row(table, font, english ? "Receipt number" : "回执编号", certificate.id().toString());
        row(table, font, english ? "Check code" : "核对码", content.code());
        return table;
    }

    private static void row(PdfPTable table, Font font, String label, String value) {
        for (String text : new String[] {label, value}) {
            PdfPCell cell = new PdfPCell(new Phrase(text, font));
            cell.setPadding(9);
            table.addCell(cell);
        }
    }
}
