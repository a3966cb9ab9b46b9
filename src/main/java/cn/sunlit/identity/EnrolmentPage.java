package cn.sunlit.identity;

import cn.sunlit.web.FormErrors;
import cn.sunlit.web.QrCode;
import cn.sunlit.web.Screen;

/** Sets up the second factor: scan, then prove that the telephone counts as we do. */
record EnrolmentPage(SecondFactors.Offer offer, FormErrors errors) implements Screen {
    @Override
    public String title() {
        return "启用动态口令";
    }

    @Override
    public int httpStatus() {
        return errors.isEmpty() ? 200 : 422;
    }

    String picture() {
        return QrCode.dataUri(offer.uri());
    }
}
