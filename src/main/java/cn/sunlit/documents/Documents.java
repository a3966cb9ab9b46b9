package cn.sunlit.documents;

import cn.sunlit.identity.Actor;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.CourtCode;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The court's documents. */
@org.springframework.stereotype.Service
public class Documents {

    /**
     * Renders, numbers and stores a document.
     *
     * @param fields what the template asks for; a missing or blank one is an error, never a gap in the text
     */
    public Document issue(
            Actor by, CourtCode court, CaseId id, CaseNumber number, Kind kind, Map<String, Object> fields) {
        throw new UnsupportedOperationException();
    }

    /** Puts on record that a document was served. */
    public void served(Actor by, long documentId, String to, String how, LocalDate on) {
        throw new UnsupportedOperationException();
    }

    /** The documents of a case in the order of their issue. */
    public List<Document> ofCase(CaseId id) {
        throw new UnsupportedOperationException();
    }

    public Optional<Document> find(long id) {
        throw new UnsupportedOperationException();
    }
}
