package cn.sunlit.inquiries;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Where institutions push their results: no log-in, a signature instead. */
@Tag(name = "财产查询")
@RestController
class ResultsApi {

    private final Inbox inbox;

    ResultsApi(Inbox inbox) {
        this.inbox = inbox;
    }

    /** @param state what became of the result */
    record ResultReceipt(Inbox.Taken state) {}

    @Operation(summary = "协助单位推送结果", description = "已受理的请求有了结果时由协助单位推送，内容与同步反馈相同；不需登录，以与法院共享的密钥签名。见协助单位接入说明。")
    @PostMapping("/api/institutions/{code}/results")
    ResultReceipt take(
            @PathVariable String code,
            @RequestHeader(name = "X-Sunlit-Timestamp", required = false) @Nullable String timestamp,
            @RequestHeader(name = "X-Sunlit-Nonce", required = false) @Nullable String nonce,
            @RequestHeader(name = "X-Sunlit-Signature", required = false) @Nullable String signature,
            @RequestHeader(name = "X-Sunlit-Key", required = false) @Nullable String key,
            InputStream body)
            throws IOException {
        return new ResultReceipt(inbox.take(
                code, new SignedCalls.Headers(timestamp, nonce, signature, key), body.readNBytes(Wire.LARGEST + 1)));
    }
}
