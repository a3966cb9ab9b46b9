call audit.bind('property.asset', '{id}');
call audit.bind('property.asset_case', '{asset_id,case_id}');
call audit.bind('property.measure', '{id}');
