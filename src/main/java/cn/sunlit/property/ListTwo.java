package cn.sunlit.property;

import cn.sunlit.audit.ProofLink;
import cn.sunlit.funds.FundsView;
import cn.sunlit.kernel.CaseNumber;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * List two (财产查控处置及款物分配清单), made from the records at the moment of asking.
 *
 * @param assets with the measures on each
 * @param funds receipts, settlement and distributions
 * @param proofs of the acts behind it, by {@code asset:7}, {@code measure:12}, {@code voucher:PZ-5}, {@code distribution:3}
 */
public record ListTwo(
        CaseNumber number,
        Instant generatedAt,
        List<AssetView> assets,
        FundsView funds,
        Map<String, ProofLink> proofs) {}
