package cn.sunlit.tools;

import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.Problem;
import cn.sunlit.statutes.AmountInWords;
import cn.sunlit.statutes.AuctionPrices;
import cn.sunlit.statutes.EnforcementFee;
import cn.sunlit.statutes.FeeResult;
import cn.sunlit.statutes.PreservationFee;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Fees, auction prices and amounts in words, open to everyone. */
@Tag(name = "工具")
@RestController
@RequestMapping("/api/tools")
class FeeTools {

    @Operation(summary = "申请执行费", description = "按执行金额分段计算，逐段说明并注明条文；没有执行金额的，amount 填 0，chosen 填法院在50元至500元之间确定的数额。")
    @GetMapping("/enforcement-fee")
    FeeResult enforcementFee(@RequestParam Money amount, @RequestParam(required = false) @Nullable Money chosen) {
        return fee(amount, chosen);
    }

    /** By the amount, or as the court has set it where there is none. */
    static FeeResult fee(Money amount, @Nullable Money chosen) {
        if (chosen == null) {
            return Input.on("amount", () -> EnforcementFee.of(amount));
        }
        if (!amount.isZero()) {
            throw new Problem.Invalid("chosen", "有执行金额的按金额计算，不填法院确定的数额");
        }
        return Input.on("chosen", () -> EnforcementFee.withoutAmount(chosen));
    }

    @Operation(summary = "保全申请费", description = "按保全财产数额分段计算，最多五千元。")
    @GetMapping("/preservation-fee")
    FeeResult preservationFee(@RequestParam Money amount) {
        return Input.on("amount", () -> PreservationFee.of(amount));
    }

    @Operation(summary = "网拍起拍价和保证金", description = "按参考价和轮次（1 为一拍，2 为二拍）算出起拍价下限和保证金的范围。")
    @GetMapping("/auction-prices")
    AuctionPrices.Prices auctionPrices(@RequestParam Money reference, @RequestParam(defaultValue = "1") int round) {
        return Input.on(round == 1 || round == 2 ? "reference" : "round", () -> AuctionPrices.of(reference, round));
    }

    record Words(String words) {}

    @Operation(summary = "金额大写", description = "按票据的写法写出人民币大写。")
    @GetMapping("/amount-in-words")
    Words amountInWords(@RequestParam Money amount) {
        return new Words(AmountInWords.of(amount));
    }
}
