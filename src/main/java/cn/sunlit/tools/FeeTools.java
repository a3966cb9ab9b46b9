package cn.sunlit.tools;

import cn.sunlit.kernel.Money;
import cn.sunlit.statutes.AmountInWords;
import cn.sunlit.statutes.AuctionPrices;
import cn.sunlit.statutes.EnforcementFee;
import cn.sunlit.statutes.FeeResult;
import cn.sunlit.statutes.PreservationFee;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Fees, auction prices and amounts in words, open to everyone. */
@RestController
@RequestMapping("/api/tools")
class FeeTools {

    @GetMapping("/enforcement-fee")
    FeeResult enforcementFee(@RequestParam Money amount) {
        return Input.on("amount", () -> EnforcementFee.of(amount));
    }

    @GetMapping("/preservation-fee")
    FeeResult preservationFee(@RequestParam Money amount) {
        return Input.on("amount", () -> PreservationFee.of(amount));
    }

    @GetMapping("/auction-prices")
    AuctionPrices.Prices auctionPrices(@RequestParam Money reference, @RequestParam(defaultValue = "1") int round) {
        return Input.on(round == 1 || round == 2 ? "reference" : "round", () -> AuctionPrices.of(reference, round));
    }

    record Words(String words) {}

    @GetMapping("/amount-in-words")
    Words amountInWords(@RequestParam Money amount) {
        return new Words(AmountInWords.of(amount));
    }
}
