package cn.sunlit.documents;

import cn.sunlit.identity.Actor;
import cn.sunlit.web.Screen;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Documents to be read and printed, by staff and by parties. */
@Controller
class DocumentPages {

    private final Documents documents;

    DocumentPages(Documents documents) {
        this.documents = documents;
    }

    @GetMapping("/documents/{id}")
    Screen document(Actor by, @PathVariable long id) {
        return DocumentPage.of(documents.read(by, id));
    }
}
