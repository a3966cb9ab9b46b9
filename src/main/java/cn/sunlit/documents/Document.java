package cn.sunlit.documents;

import cn.sunlit.kernel.CaseId;
import java.time.LocalDate;
import java.util.List;

/**
 * A document of the court as it was issued.
 *
 * @param number 文号: the case number, for rulings with its sub-number: {@code （2026）鄂1125执123号之二}
 * @param text the whole text, paragraphs separated by line feeds
 * @param sha256 of the text in UTF-8, hex
 * @param issuedBy name of the person who issued it
 */
public record Document(
        long id,
        CaseId caseId,
        Kind kind,
        String title,
        String number,
        String text,
        String sha256,
        LocalDate issuedOn,
        String issuedBy,
        List<Service> served) {}
